/* The controls that change the cell: its valves and its weights. */
(function (explorer) {
  "use strict";

  const { make, labelled, able, holds, Explorer, VALVES, BLOCKS } = explorer;

  Explorer.prototype.valves = function () {
    const tick = () => make("input", { type: "checkbox", onchange: () => this.update() });
    [this.everyStep, this.everyUnit] = [tick(), tick()];
    this.valve = {};
    const rows = Object.entries(VALVES).map(([gate, name]) => {
      const slider = make("input", { type: "range", min: 0, max: 1, step: 0.01,
        oninput: () => this.hold(gate, Number(slider.value)) });
      const hold = make("button", { type: "button", "aria-label": `hold the ${name} as it is`,
        onclick: () => this.hold(gate, "as it is") }, "hold as it is");
      const free = make("button", { type: "button", "aria-label": `let the ${name} go`,
        onclick: () => this.release(gate) }, "let go");
      const number = make("output", {});
      this.valve[gate] = { slider, free, number };
      return make("div", { class: "line valve" }, [labelled(name, slider), number, hold, free]);
    });
    this.valvesOf = make("legend", {});
    return make("fieldset", {}, [this.valvesOf, rows, make("div", { class: "line" }, [
      labelled("at every step", this.everyStep, { class: "control tick" }),
      labelled("in every unit", this.everyUnit, { class: "control tick" })])]);
  };

  Explorer.prototype.weights = function () {
    this.bias = make("input", { type: "range", min: -6, max: 6, step: 0.1, value: 0,
      oninput: () => this.shiftForget(Number(this.bias.value)) });
    this.biasNumber = make("output", {});
    this.blockBox = make("select", { onchange: () => this.update() });
    this.blockBox.append(...Object.entries(BLOCKS).map(([gate, name]) => make("option", { value: gate }, name)));
    this.columnBox = make("select", { onchange: () => this.update() });
    this.weightBox = make("input", { type: "number", step: 0.1, onchange: () => this.setWeight(this.weightBox.valueAsNumber) });
    this.weightsOf = make("legend", {});
    return [
      make("fieldset", {}, [make("legend", {}, "Change the forget bias of every unit"),
        make("div", { class: "line valve" }, [labelled("added to every forget bias", this.bias), this.biasNumber])]),
      make("fieldset", {}, [this.weightsOf,
        make("div", { class: "line" }, [labelled("into", this.blockBox), labelled("from", this.columnBox),
          labelled("value", this.weightBox)])]),
      make("button", { type: "button", class: "undo", onclick: () => this.reset() }, "undo all changes of weights"),
    ];
  };

  Explorer.prototype.renderControls = function (at, isHeld) {
    const { words, step, unit } = this;
    const where = this.everyStep.checked ? "every step" : holds.where([step], words);
    this.valvesOf.textContent = `Hold a valve of ${this.everyUnit.checked ? "every unit" : `unit ${unit}`} at ${where}`;
    for (const [gate, { slider, free, number }] of Object.entries(this.valve)) {
      slider.value = at[gate][unit];
      number.textContent = at[gate][unit].toFixed(2) + (isHeld(gate) ? ", held" : "");
      able(free, this.holdsAny(gate));
    }
    this.bias.value = this.shift;
    this.biasNumber.textContent = explorer.signed(this.shift, 1);
    this.weightsOf.textContent = `Change a weight of unit ${unit}`;
    if (document.activeElement !== this.weightBox) this.weightBox.value = this.shownWeight();
  };
})((window.cellExplorer = window.cellExplorer || {}));
