/* One unit over the whole sentence: a table that can be read aloud, with bars in its cells. */
(function (explorer) {
  "use strict";

  const ROWS = [["forget gate f", "f"], ["input gate i", "i"], ["output gate o", "o"],
    ["candidate g", "g"], ["memory c", "c"], ["hidden state h", "h"]];
  const PATHS = [["gradient, cell path", "cell"], ["gradient, by gates and g", "gates"], ["gradient in all", "total"]];
  const LEGEND = "The bar under a number shows its size: blue where it is positive, purple where it is negative. " +
    "It is full at 1 for the gates, g and h; at 1, or at the largest value of its row, for c; " +
    "and at the largest of the three rows for the gradient. An orange frame marks a gate that is held.";

  /* A number that is printed as zero has no bar. */
  function cell(value, digits, most, here, held) {
    const share = Number(Math.abs(value).toFixed(2)) === 0 ? 0 : Math.min(1, Math.abs(value) / most);
    const bar = explorer.make("span", { class: `bar ${value < 0 ? "below" : "above"}`, "aria-hidden": "true" });
    bar.style.setProperty("--share", share);
    const names = [here ? "here" : "", held ? "held" : ""].filter(Boolean).join(" ");
    return explorer.make("td", { class: names || undefined },
      [bar, explorer.make("span", { class: "number" }, digits(value) + (held ? " held" : ""))]);
  }

  /* `choose(t)` is called when the reader picks a step, `holds(t, gate)` tells which gates of the unit are held. */
  function timeline(words, steps, split, unit, current, holds, choose) {
    const line = ([name, part]) => {
      const valve = "fio".includes(part), values = steps.map((at) => at[part][unit]);
      const most = part === "c" ? Math.max(1, ...values.map(Math.abs)) : 1;
      const digits = valve ? (value) => value.toFixed(2) : explorer.signed;
      return explorer.make("tr", {}, [explorer.make("th", { scope: "row" }, name),
        values.map((value, t) => cell(value, digits, most, t === current, valve && holds(t, part)))]);
    };
    const heads = words.map((word, t) => explorer.make("th", { scope: "col", class: t === current ? "here" : undefined },
      explorer.make("button", {
        type: "button", "aria-pressed": String(t === current), "aria-label": `step ${t + 1}: ${word}`,
        onclick: () => choose(t),
      }, word)));
    const most = Math.max(1e-12, ...["cell", "gates", "total"].flatMap((p) => split[p].map((row) => Math.abs(row[unit]))));
    return explorer.make("table", { class: "timeline" }, [
      explorer.make("thead", {}, explorer.make("tr", {}, [explorer.make("th", { scope: "col" }, "step"), heads])),
      explorer.make("tbody", {}, [
        ROWS.map(line),
        PATHS.map(([name, path]) => explorer.make("tr", { class: "path" }, [
          explorer.make("th", { scope: "row" }, name),
          split[path].map((row, t) => cell(row[unit], explorer.signed, most, t === current, false)),
        ])),
      ]),
    ]);
  }

  explorer.timeline = timeline;
  explorer.LEGEND = LEGEND;
})((window.cellExplorer = window.cellExplorer || {}));
