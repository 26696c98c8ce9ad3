/* Puts the parts together: what the reader chooses and changes, and what is drawn after each change. */
(function (explorer) {
  "use strict";

  const { make, GATES } = explorer;
  const VALVES = { f: "forget gate", i: "input gate", o: "output gate" };
  const BLOCKS = { i: "input gate i", f: "forget gate f", g: "candidate g", o: "output gate o" };
  const copied = (value) => JSON.parse(JSON.stringify(value));
  const options = (select, words) => {
    select.replaceChildren(...words.map((word, k) => make("option", { value: k }, word)));
    return select;
  };

  class Explorer {
    constructor(root) {
      this.root = root;
      this.models = JSON.parse(root.querySelector('script[type="application/json"]').textContent);
      this.build();
      this.load(0);
      root.cellExplorer = this;
    }

    load(which) {
      this.original = this.models[which];
      this.model = copied(this.original);
      this.held = {};
      this.unit = 0;
      this.shift = 0;
      this.about.textContent = this.original.about;
      options(this.examples, this.original.examples);
      options(this.unitBox, this.original.out_weight[0].map((_, u) => `unit ${u}`));
      options(this.outputBox, this.original.classes);
      options(this.columnBox, ["bias", ...this.original.symbols.map((s) => `from “${s}”`),
        ...this.original.out_weight[0].map((_, u) => `from h of unit ${u}`)]);
      this.say(this.original.examples[0]);
    }

    /* Read a sentence; what is unknown is named, and the last good sentence stays. */
    say(text) {
      const words = text.trim().split(/\s+/).filter(Boolean);
      const unknown = words.filter((word) => !this.model.symbols.includes(word));
      this.problem.textContent = !words.length ? "Type at least one word." :
        unknown.length ? `Unknown: ${unknown.join(", ")}. The words it knows: ${this.model.symbols.join(", ")}.` : "";
      if (this.textBox.value !== text) this.textBox.value = text;
      this.textBox.setAttribute("aria-invalid", String(Boolean(this.problem.textContent)));
      if (this.problem.textContent) return;
      this.words = words;
      this.tokens = words.map((word) => this.model.symbols.indexOf(word));
      this.held = {};
      this.step = Math.min(1, words.length - 1);
      this.update();
    }

    go(step) {
      this.step = Math.max(0, Math.min(this.words.length - 1, step));
      this.update();
    }

    /* Hold a valve of the chosen unit, at this step or at all; null lets it go. */
    hold(gate, value) {
      const steps = this.everyStep.checked ? this.words.map((_, t) => t) : [this.step];
      for (const t of steps) {
        const key = `${t},${this.unit},${gate}`;
        if (value === null) delete this.held[key];
        else this.held[key] = value;
      }
      this.update();
    }

    place() {
      const size = this.model.out_weight[0].length, column = Number(this.columnBox.value);
      const row = GATES.indexOf(this.blockBox.value) * size + this.unit, inputs = this.model.symbols.length;
      if (column === 0) return ["bias", row];
      return column <= inputs ? ["weight_ih", row, column - 1] : ["weight_hh", row, column - 1 - inputs];
    }

    weight() {
      const [part, row, column] = this.place();
      return column === undefined ? this.model[part][row] : this.model[part][row][column];
    }

    setWeight(value) {
      if (!Number.isFinite(value)) return;
      const [part, row, column] = this.place();
      if (column === undefined) this.model[part][row] = value;
      else this.model[part][row][column] = value;
      this.update();
    }

    shiftForget(by) {
      const size = this.model.out_weight[0].length;
      for (let u = 0; u < size; u++) this.model.bias[size + u] += by - this.shift;
      this.shift = by;
      this.update();
    }

    reset() {
      const [text, step, unit] = [this.words.join(" "), this.step, this.unit];
      this.model = copied(this.original);
      this.shift = 0;
      this.say(text);
      this.unit = unit;
      this.go(step);
    }

    update() {
      const output = Number(this.outputBox.value);
      this.steps = explorer.run(this.model, this.tokens, this.held);
      this.split = explorer.split(this.model, this.steps, output, this.held);
      this.render(output);
    }

    /* What a test reads. */
    snapshot() {
      return { words: this.words, step: this.step, unit: this.unit, steps: this.steps, split: this.split };
    }
  }

  explorer.Explorer = Explorer;
  explorer.VALVES = VALVES;
  explorer.BLOCKS = BLOCKS;
})((window.cellExplorer = window.cellExplorer || {}));
