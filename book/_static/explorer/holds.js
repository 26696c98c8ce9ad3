/* Which gates the reader holds: {"step,unit,gate": value}, steps and units from 0, as lstm.js reads it.
   A hold belongs to its step, whatever word stands there; one past the end of a shorter sentence waits. */
(function (explorer) {
  "use strict";

  const key = (t, unit, gate) => `${t},${unit},${gate}`;

  /* What is held within a sentence of `length` words: [{ t, unit, gate, value }], in the order of the steps. */
  function listed(held, length) {
    return Object.entries(held).map(([name, value]) => {
      const [t, unit, gate] = name.split(",");
      return { t: Number(t), unit: Number(unit), gate, value };
    }).filter(({ t }) => t < length).sort((a, b) => a.t - b.t || a.unit - b.unit);
  }

  const joined = (parts) => parts.length < 2 ? parts.join("") :
    `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;

  function where(steps, words) {
    if (steps.length === words.length && words.length > 1) return "every step";
    if (steps.length > 4) return `${steps.length} of ${words.length} steps`;
    const often = (word) => words.filter((other) => other === word).length > 1;
    return joined(steps.map((t) => `“${words[t]}”` + (often(words[t]) ? ` (step ${t + 1})` : "")));
  }

  /* "f of unit 0 at “ran”: 0.00", for each gate; units that are held at the same steps are named together. */
  function told(held, words) {
    const lines = new Map();
    for (const gate of ["f", "i", "o"]) {
      const units = new Map();
      for (const hold of listed(held, words.length).filter((one) => one.gate === gate)) {
        if (!units.has(hold.unit)) units.set(hold.unit, []);
        units.get(hold.unit).push(hold);
      }
      for (const [unit, holds] of units) {
        const values = new Set(holds.map(({ value }) => value.toFixed(2)));
        const value = values.size === 1 ? `: ${[...values][0]}` : "";
        const name = `${gate}|${where(holds.map(({ t }) => t), words)}${value}`;
        lines.set(name, [...(lines.get(name) || []), unit]);
      }
    }
    const parts = [...lines].map(([name, units]) => {
      const [gate, rest] = name.split("|");
      return `${gate} of unit${units.length > 1 ? "s" : ""} ${joined(units.sort().map(String))} at ${rest}`;
    });
    return parts.length ? `Held: ${parts.join("; ")}.` : "Held: nothing.";
  }

  explorer.holds = { key, told, where };
})((window.cellExplorer = window.cellExplorer || {}));
