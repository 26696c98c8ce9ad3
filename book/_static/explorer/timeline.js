/* One unit over the whole sentence: a table that can be read aloud, with bars in its cells. */
(function (explorer) {
  "use strict";

  const ROWS = [
    ["forget gate f", "valve", (at, u) => at.f[u]],
    ["input gate i", "valve", (at, u) => at.i[u]],
    ["output gate o", "valve", (at, u) => at.o[u]],
    ["candidate g", "signed", (at, u) => at.g[u]],
    ["memory c", "signed", (at, u) => at.c[u]],
    ["hidden state h", "signed", (at, u) => at.h[u]],
  ];
  const PATHS = [["gradient, cell path", "cell"], ["gradient, gate paths", "gates"], ["gradient in all", "total"]];

  function cell(value, kind, most, here) {
    const share = most > 0 ? Math.min(1, Math.abs(value) / most) : 0;
    const bar = explorer.make("span", { class: `bar ${kind} ${value < 0 ? "below" : "above"}`, "aria-hidden": "true" });
    bar.style.setProperty("--share", share);
    const shown = kind === "valve" ? value.toFixed(2) : explorer.signed(value);
    return explorer.make("td", { class: here ? "here" : undefined }, [bar, explorer.make("span", { class: "number" }, shown)]);
  }

  /* `choose(t)` is called when the reader picks a step. */
  function timeline(words, steps, split, unit, current, choose) {
    const line = (name, kind, values) => {
      const most = kind === "valve" ? 1 : Math.max(...values.map(Math.abs), 1e-12);
      return explorer.make("tr", {}, [explorer.make("th", { scope: "row" }, name),
        values.map((value, t) => cell(value, kind, most, t === current))]);
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
        ROWS.map(([name, kind, of]) => line(name, kind, steps.map((at) => of(at, unit)))),
        PATHS.map(([name, path]) => explorer.make("tr", { class: "path" }, [
          explorer.make("th", { scope: "row" }, name),
          split[path].map((row, t) => cell(row[unit], "signed", most, t === current)),
        ])),
      ]),
    ]);
  }

  explorer.timeline = timeline;
})((window.cellExplorer = window.cellExplorer || {}));
