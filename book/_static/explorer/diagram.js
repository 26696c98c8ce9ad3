/* The diagram of the cell with one unit's values at one step: the places are those of the book's own figure. */
(function (explorer) {
  "use strict";

  const LAYERS = { f: 2.1, i: 3.7, g: 5.3, o: 6.9 };
  const LAYER = 3.0, RAIL_C = 7.4, RAIL_H = 1.5, OUT = 8.1, UP = 9.45, HEIGHT = 9.7;
  const y = (up) => HEIGHT - up;

  const arrow = (points, open) => explorer.draw("polyline", {
    points: points.map(([x, up]) => `${x},${y(up)}`).join(" "),
    class: "wire", "marker-end": open ? undefined : "url(#cell-explorer-arrow)",
  });
  const round = ([x, up], sign) => [
    explorer.draw("circle", { cx: x, cy: y(up), r: 0.34, class: "operation" }),
    explorer.draw("text", { x, y: y(up) + 0.16, class: "sign" }, sign),
  ];
  const layer = ([x, up], sign) => [
    explorer.draw("rect", { x: x - 0.55, y: y(up) - 0.38, width: 1.1, height: 0.76, class: "layer" }),
    explorer.draw("text", { x, y: y(up) + 0.15, class: "sign" }, sign),
  ];
  const dot = ([x, up]) => explorer.draw("circle", { cx: x, cy: y(up), r: 0.09, class: "copy" });
  const text = ([x, up], words, anchor = "start", where = "") =>
    explorer.draw("text", { x, y: y(up), class: `value ${where}`, "text-anchor": anchor }, words);
  /* A letter with its step below the line, as the book writes it, and a number. */
  const named = (letter, step, number) => [
    letter, explorer.draw("tspan", { dy: 0.12, class: "low" }, step),
    explorer.draw("tspan", { dy: -0.12 }, ` ${number}`),
  ];

  function wires() {
    return [
      explorer.draw("rect", { x: 1, y: y(8.6), width: 8.75, height: 7.75, rx: 0.4, class: "body" }),
      arrow([[-0.95, RAIL_C], [11.6, RAIL_C]]),
      arrow([[-0.95, RAIL_H], [6.9, RAIL_H]], true),
      arrow([[1.35, 0.45], [1.35, RAIL_H]], true),
      ...Object.values(LAYERS).map((x) => arrow([[x, RAIL_H], [x, LAYER - 0.45]])),
      arrow([[2.1, 3.38], [2.1, RAIL_C - 0.42]]),
      arrow([[3.7, 3.38], [3.7, 5.1], [4.88, 5.1]]),
      arrow([[5.3, 3.38], [5.3, 4.68]]),
      arrow([[5.3, 5.44], [5.3, RAIL_C - 0.42]]),
      arrow([[OUT, RAIL_C], [OUT, 6.45]]),
      arrow([[OUT, 5.7], [OUT, 5.02]]),
      arrow([[6.9, 3.38], [6.9, 4.6], [OUT - 0.42, 4.6]]),
      arrow([[OUT, 4.26], [OUT, RAIL_H], [11.6, RAIL_H]]),
      arrow([[UP, RAIL_H], [UP, RAIL_C - 0.16]], true),
      arrow([[UP, RAIL_C + 0.16], [UP, 9.1]]),
      ...[2.1, 3.7, 5.3].map((x) => dot([x, RAIL_H])), dot([OUT, RAIL_C]), dot([UP, RAIL_H]),
    ].flat();
  }

  function operations() {
    return [
      layer([LAYERS.f, LAYER], "σ"), layer([LAYERS.i, LAYER], "σ"),
      layer([LAYERS.g, LAYER], "tanh"), layer([LAYERS.o, LAYER], "σ"),
      round([2.1, RAIL_C], "×"), round([5.3, 5.1], "×"), round([OUT, 4.6], "×"), round([5.3, RAIL_C], "+"),
      explorer.draw("ellipse", { cx: OUT, cy: y(6.05), rx: 0.62, ry: 0.36, class: "operation" }),
      explorer.draw("text", { x: OUT, y: y(6.05) + 0.15, class: "sign" }, "tanh"),
    ].flat();
  }

  /* A valve as a bar beside its layer: full when it is open. A held one has a frame and the word, open or shut. */
  function valve(x, value, held) {
    const full = 0.76;
    const mark = held ? [
      explorer.draw("rect", { x: x - 0.96, y: y(LAYER) - 0.5, width: 1.58, height: 1, rx: 0.1, class: "hold" }),
      text([x - 0.08, LAYER + 0.62], "held", "end", "in hold-word"),
    ] : [];
    return [
      ...mark,
      explorer.draw("rect", { x: x - 0.86, y: y(LAYER) - 0.38, width: 0.2, height: full, class: "shaft" }),
      explorer.draw("rect", {
        x: x - 0.86, y: y(LAYER) + 0.38 - full * value, width: 0.2, height: full * value,
        class: held ? "level held" : "level",
      }),
    ];
  }

  function diagram(at, unit, word, held) {
    const n = (value) => explorer.signed(value), u = (list) => list[unit];
    const [f, i, g, o, c, h] = [at.f, at.i, at.g, at.o, at.c, at.h].map(u);
    const inside = (at, words) => text(at, words, "start", "in");
    const values = [
      text([0.9, 7.75], named("c", "t−1", n(u(at.cBefore))), "end"),
      text([0.9, 1.85], named("h", "t−1", n(u(at.hBefore))), "end"),
      inside([2.22, 4.12], named("f", "t", f.toFixed(2))), inside([3.82, 4.12], named("i", "t", i.toFixed(2))),
      inside([5.42, 4.12], named("g", "t", n(g))), inside([6.2, 4.76], named("o", "t", o.toFixed(2))),
      inside([2.6, 7.75], n(f * u(at.cBefore))), inside([5.5, 6.2], n(i * g)),
      text([OUT - 0.17, 5.32], n(Math.tanh(c)), "end", "in"),
      text([9.9, 7.75], named("c", "t", n(c))), text([9.9, 1.85], named("h", "t", n(h))),
      text([1.35, 0.05], named("x", "t", word), "middle"), text([UP, 9.25], named("h", "t", ""), "middle"),
    ];
    const holds = { f: "forget gate", i: "input gate", o: "output gate" };
    const told = Object.keys(holds).filter((gate) => held[gate]).map((gate) => holds[gate]);
    const defs = explorer.draw("defs", {}, explorer.draw("marker", {
      id: "cell-explorer-arrow", viewBox: "0 0 10 10", refX: 8, refY: 5,
      markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse",
    }, explorer.draw("path", { d: "M0,0 L10,5 L0,10 z", class: "tip" })));
    return explorer.draw("svg", {
      viewBox: `-1.1 -0.1 12.9 ${HEIGHT + 0.4}`, class: "diagram", role: "img",
      "aria-label": `The cell at “${word}”: forget gate ${f.toFixed(2)}, input gate ${i.toFixed(2)}, ` +
        `candidate ${n(g)}, output gate ${o.toFixed(2)}; memory from ${n(u(at.cBefore))} to ${n(c)}, ` +
        `hidden state ${n(h)}.` + (told.length ? ` Held: ${told.join(", ")}.` : ""),
    }, [defs, wires(), operations(), valve(LAYERS.f, f, held.f), valve(LAYERS.i, i, held.i),
        valve(LAYERS.o, o, held.o), values]);
  }

  explorer.diagram = diagram;
})((window.cellExplorer = window.cellExplorer || {}));
