/* The norm over the lag on a logarithmic axis, drawn as wide as its place so that its letters keep their size. */
(function (explorer) {
  "use strict";

  const { make, draw } = window.cellExplorer;
  const LEFT = 46, RIGHT = 12, TOP = 40, BOTTOM = 44, HEIGHT = 350;
  const LADDER = [2, 4, 8, 12, 20, 30, 40, 60, 80, 100, 120]; // powers of ten at which the picture may end
  const DEEPEST = 40, RULE = 20; // a curve below the first, or a rule beyond the second, runs out of the picture

  /* The powers of ten at the bottom and the top: what is measured, and the rule of thumb as far as it helps. */
  function limits({ middle, sequences, radius }) {
    const steps = middle.length - 1, rule = steps * Math.log10(radius);
    const all = sequences.flat(), [low, high] = [Math.min(...all), Math.max(...all)];
    const need = [-Math.min(low, Math.max(rule, -RULE)), Math.max(high, Math.min(rule, RULE))];
    const [down, up] = need.map((power) => LADDER.find((end) => end >= power) || LADDER[LADDER.length - 1]);
    return [-Math.min(down, DEEPEST), up];
  }

  const stepOf = (span) => [1, 2, 5, 10, 20, 50].find((step) => span / step <= 7);

  function axes(width, x, y, low, high, steps) {
    const parts = [], step = stepOf(high - low);
    for (let power = Math.ceil(low / step) * step; power <= high; power += step) {
      const at = y(power);
      parts.push(draw("line", { x1: LEFT, x2: width - RIGHT, y1: at, y2: at, class: power === 0 ? "one" : "grid" }));
      parts.push(draw("text", { x: LEFT - 6, y: at + 4, "text-anchor": "end" }, power === 0 ? "1" :
        ["10", draw("tspan", { dy: -6, class: "power" }, String(power).replace("-", "−"))]));
    }
    for (let lag = 0; lag <= steps; lag += 20) {
      parts.push(draw("line", { x1: x(lag), x2: x(lag), y1: y(high), y2: y(low), class: "grid" }));
      parts.push(draw("text", { x: x(lag), y: y(low) + 18, "text-anchor": "middle" }, String(lag)));
    }
    const h = ["∂h", draw("tspan", { dy: 4, class: "power" }, "T"), draw("tspan", { dy: -4 }, " / ∂h"),
      draw("tspan", { dy: 4, class: "power" }, "T−k")];
    parts.push(draw("text", { x: 2, y: 16 }, ["norm of ", ...h]));
    parts.push(draw("text", { x: (LEFT + width - RIGHT) / 2, y: y(low) + 38, "text-anchor": "middle" }, "lag k (steps back)"));
    return parts;
  }

  /* A curve up to where it becomes zero, from there down to just below the picture: steeper, one that is zero from
     the first lag on would lie on the axis. Far outside the picture it is cut off. */
  function curve(logs, name, x, y, low, high) {
    const far = 4 * (high - low);
    const within = (log) => (log === -Infinity ? low - far / 16 : Math.max(low - far, Math.min(high + far, log)));
    const points = logs.map((log, k) => `${x(k).toFixed(2)},${y(within(log)).toFixed(2)}`);
    return draw("polyline", { points: points.join(" "), class: `curve ${name}`, "clip-path": "url(#gradient-explorer-frame)" });
  }

  /* Where the value lies below the picture: an arrow that points out of it, and no dot, which would name a value. */
  const below = (x, y) => draw("path", { d: `M${x - 7},${y - 13} h14 l-7,12 z`, class: "here below" });

  /* `choose(lag)` is called when the reader points at a lag. */
  function chart(reading, lag, width, told, choose) {
    const steps = reading.middle.length - 1, [low, high] = limits(reading);
    const x = (k) => LEFT + (k / steps) * (width - LEFT - RIGHT);
    const y = (log) => TOP + ((high - log) / (high - low)) * (HEIGHT - TOP - BOTTOM);
    const power = (factor) => reading.middle.map((_, k) => (k ? k * Math.log10(factor) : 0));
    const lines = [
      curve(power(reading.steepest * reading.largest), "bound", x, y, low, high),
      ...reading.sequences.map((logs) => curve(logs, "each", x, y, low, high)),
      curve(reading.middle, "middle", x, y, low, high),
      curve(power(reading.radius), "rule", x, y, low, high), // dashed: what it lies on is seen through it
    ];
    const lies = reading.middle[lag], at = Math.max(low, Math.min(high, lies));
    const pointed = (event) => {
      const box = svg.getBoundingClientRect(), share = ((event.clientX - box.left) * width) / box.width;
      choose(Math.max(0, Math.min(steps, Math.round(((share - LEFT) / (width - LEFT - RIGHT)) * steps))));
    };
    const svg = draw("svg", {
      viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, class: "chart", role: "img", "aria-label": told,
      onpointerdown: pointed, onpointermove: (event) => { if (event.buttons) pointed(event); },
    }, [
      draw("defs", {}, draw("clipPath", { id: "gradient-explorer-frame" },
        draw("rect", { x: LEFT, y: TOP, width: width - LEFT - RIGHT, height: HEIGHT - TOP - BOTTOM }))),
      axes(width, x, y, low, high, steps), lines,
      draw("line", { x1: x(lag), x2: x(lag), y1: y(high), y2: y(low), class: "lag" }),
      lies < low ? below(x(lag), y(low)) : draw("circle", { cx: x(lag), cy: y(at), r: 5, class: "here" }),
    ]);
    return svg;
  }

  /* What the lines mean, each beside a piece of it. */
  function key(names) {
    return make("ul", { class: "key" }, Object.entries(names).map(([name, text]) => make("li", {}, [
      draw("svg", { viewBox: "0 0 34 10", width: 34, height: 10, "aria-hidden": "true" },
        draw("line", { x1: 1, x2: 33, y1: 5, y2: 5, class: `curve ${name}` })), make("span", {}, explorer.written(text))])));
  }

  Object.assign(explorer, { chart, key });
})((window.gradientExplorer = window.gradientExplorer || {}));
