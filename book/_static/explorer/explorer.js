/* Puts the parts together: what the reader chooses and changes, and what is drawn after each change. */
(function (explorer) {
  "use strict";

  const { make, holds, GATES } = explorer;
  const VALVES = { f: "forget gate", i: "input gate", o: "output gate" };
  const BLOCKS = { i: "input gate i", f: "forget gate f", g: "candidate g", o: "output gate o" };
  const PAUSE = 600; // milliseconds without a key before a sentence is called wrong
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
      options(this.columnBox, ["bias", ...this.original.symbols.map((s) => `“${s}”`),
        ...this.original.out_weight[0].map((_, u) => `h of unit ${u}`)]);
      this.step = 1;
      this.say(this.original.examples[0]);
    }

    /* The symbol that is meant by `word`: its letters may be small or large, a stop or a comma may follow it. */
    known(word) {
      const bare = word.replace(/[.,;:!?]+$/, "");
      return [word, bare].flatMap((form) => [form, form.toLowerCase(), form.toUpperCase()])
        .find((form) => this.model.symbols.includes(form));
    }

    /* Read a sentence; what is unknown is named, and the last good sentence stays. The holds stay with their steps. */
    say(text) {
      const typed = text.trim().split(/\s+/).filter(Boolean), words = typed.map((word) => this.known(word));
      const unknown = typed.filter((_, t) => words[t] === undefined).map((word) => `“${word}”`);
      const quoted = this.model.symbols.map((word) => (/\w/.test(word) ? word : `“${word}”`));
      if (this.textBox.value !== text) this.textBox.value = text;
      if (!typed.length) return this.complain("Type at least one word.");
      if (unknown.length) return this.complain(`Unknown: ${unknown.join(", ")}. It knows: ${quoted.join(", ")}.`);
      this.complain("");
      this.words = words;
      this.examples.selectedIndex = this.original.examples.indexOf(words.join(" "));
      this.tokens = words.map((word) => this.model.symbols.indexOf(word));
      this.go(this.step);
    }

    /* What is wrong with the sentence, once the reader stops typing; what is right again is said at once. */
    complain(problem) {
      clearTimeout(this.waiting);
      const show = () => {
        this.problem.textContent = problem;
        this.textBox.setAttribute("aria-invalid", String(Boolean(problem)));
      };
      if (problem) this.waiting = setTimeout(show, PAUSE);
      else show();
    }

    go(step) {
      this.step = Math.max(0, Math.min(this.words.length - 1, step));
      this.update();
    }

    /* The places that a valve's slider and buttons speak of: this step or all, this unit or all. */
    places() {
      const steps = this.everyStep.checked ? this.words.map((_, t) => t) : [this.step];
      const units = this.everyUnit.checked ? this.model.out_weight[0].map((_, u) => u) : [this.unit];
      return steps.flatMap((t) => units.map((unit) => [t, unit]));
    }

    /* Hold a gate at `value`, or at what it is now in each place ("as it is"). */
    hold(gate, value) {
      for (const [t, unit] of this.places()) {
        this.held[holds.key(t, unit, gate)] = value === "as it is" ? this.steps[t][gate][unit] : value;
      }
      this.update();
    }

    holdsAny(gate) {
      return this.places().some(([t, unit]) => holds.key(t, unit, gate) in this.held);
    }

    release(gate) {
      for (const [t, unit] of this.places()) delete this.held[holds.key(t, unit, gate)];
      this.update();
    }

    releaseAll() {
      this.held = {};
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

    shownWeight() {
      return Number(this.weight().toFixed(5));
    }

    /* What is no number leaves the weight as it was, and the box says so. */
    setWeight(value) {
      if (!Number.isFinite(value)) {
        this.weightBox.value = this.shownWeight();
        return;
      }
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

    /* The weights as they were; what is held stays held. */
    reset() {
      this.model = copied(this.original);
      this.shift = 0;
      this.update();
    }

    update() {
      const output = Number(this.outputBox.value);
      this.steps = explorer.run(this.model, this.tokens, this.held);
      this.split = explorer.split(this.model, this.steps, output, this.held);
      this.render();
    }

    /* What a test reads. */
    snapshot() {
      return { words: this.words, step: this.step, unit: this.unit, held: this.held, steps: this.steps, split: this.split };
    }
  }

  explorer.Explorer = Explorer;
  explorer.VALVES = VALVES;
  explorer.BLOCKS = BLOCKS;
})((window.cellExplorer = window.cellExplorer || {}));
