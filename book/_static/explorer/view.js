/* The controls, and what is shown after each change. */
(function (explorer) {
  "use strict";

  const { make, labelled, Explorer, VALVES, BLOCKS } = explorer;

  Explorer.prototype.build = function () {
    const on = (tag, attributes, children) => make(tag, attributes, children);
    this.modelBox = on("select", { onchange: () => this.load(Number(this.modelBox.value)) });
    this.modelBox.append(...this.models.map((model, k) => make("option", { value: k }, model.name)));
    this.about = make("p", { class: "about" });
    this.examples = on("select", { onchange: () => this.say(this.original.examples[this.examples.value]) });
    this.textBox = on("input", { type: "text", spellcheck: "false", autocomplete: "off", autocapitalize: "off",
      oninput: () => this.say(this.textBox.value) });
    this.problem = make("p", { class: "problem", role: "alert" });
    this.textBox.setAttribute("aria-describedby", (this.problem.id = "cell-explorer-problem"));
    this.unitBox = on("select", { onchange: () => { this.unit = Number(this.unitBox.value); this.update(); } });
    this.outputBox = on("select", { onchange: () => this.update() });
    this.slider = on("input", { type: "range", min: 0, step: 1, oninput: () => this.go(Number(this.slider.value)) });
    this.back = on("button", { type: "button", onclick: () => this.go(this.step - 1) }, "◀ back");
    this.next = on("button", { type: "button", onclick: () => this.go(this.step + 1) }, "next ▶");
    this.picture = make("div", { class: "picture" });
    this.told = make("p", { class: "told", "aria-live": "polite" });
    this.answers = make("p", { class: "answers" });
    this.scroll = make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "all steps" });
    this.root.replaceChildren(this.root.querySelector("script"),
      make("div", { class: "line" }, [labelled("Cell", this.modelBox), labelled("Example", this.examples)]),
      this.about, labelled("Your sequence", this.textBox, { class: "control wide" }), this.problem,
      make("div", { class: "line steps" }, [this.back, labelled("Step", this.slider), this.next]),
      this.told, this.picture, this.answers,
      make("div", { class: "line" }, [labelled("Show", this.unitBox), labelled("Gradient of the last score of", this.outputBox)]),
      this.scroll, this.valves(), this.weights());
  };

  Explorer.prototype.valves = function () {
    this.everyStep = make("input", { type: "checkbox" });
    this.valve = {};
    const rows = Object.entries(VALVES).map(([gate, name]) => {
      const slider = make("input", { type: "range", min: 0, max: 1, step: 0.01,
        oninput: () => this.hold(gate, Number(slider.value)) });
      const free = make("button", { type: "button", "aria-label": `let the ${name} go`,
        onclick: () => this.hold(gate, null) }, "let go");
      const number = make("output", {});
      this.valve[gate] = { slider, free, number };
      return make("div", { class: "line valve" }, [labelled(name, slider), number, free]);
    });
    return make("fieldset", {}, [make("legend", {}, "Hold a valve of this unit"), rows,
      labelled("at every step", this.everyStep, { class: "control tick" })]);
  };

  Explorer.prototype.weights = function () {
    this.bias = make("input", { type: "range", min: -6, max: 6, step: 0.1, value: 0,
      oninput: () => this.shiftForget(Number(this.bias.value)) });
    this.biasNumber = make("output", {});
    this.blockBox = make("select", { onchange: () => this.update() });
    this.blockBox.append(...Object.entries(BLOCKS).map(([gate, name]) => make("option", { value: gate }, name)));
    this.columnBox = make("select", { onchange: () => this.update() });
    this.weightBox = make("input", { type: "number", step: 0.1, onchange: () => this.setWeight(this.weightBox.valueAsNumber) });
    return make("fieldset", {}, [make("legend", {}, "Change its weights"),
      make("div", { class: "line valve" }, [labelled("added to every forget bias", this.bias), this.biasNumber]),
      make("div", { class: "line" }, [labelled("weight into", this.blockBox), labelled("which", this.columnBox),
        labelled("is", this.weightBox)]),
      make("button", { type: "button", onclick: () => this.reset() }, "undo all changes")]);
  };

  Explorer.prototype.render = function (output) {
    const { words, step, unit, steps } = this, at = steps[step], word = words[step];
    const holds = (gate) => `${step},${unit},${gate}` in this.held;
    this.slider.max = words.length - 1;
    this.slider.value = step;
    this.slider.setAttribute("aria-valuetext", `step ${step + 1} of ${words.length}, ${word}`);
    this.back.disabled = step === 0;
    this.next.disabled = step === words.length - 1;
    this.unitBox.value = unit;
    this.picture.replaceChildren(explorer.diagram(at, unit, word, { f: holds("f"), i: holds("i"), o: holds("o") }));
    this.told.textContent = `Step ${step + 1} of ${words.length}, “${word}”: the memory of unit ${unit} goes from ` +
      `${explorer.signed(at.cBefore[unit])} to ${explorer.signed(at.c[unit])}, its hidden state is ${explorer.signed(at.h[unit])}.`;
    const chances = explorer.softmax(at.scores);
    this.answers.textContent = "Its answer after this step: " +
      this.model.classes.map((name, k) => `${name} ${(100 * chances[k]).toFixed(0)} %`).join(", ") + ".";
    const kept = this.scroll.scrollLeft;
    const inside = this.scroll.contains(document.activeElement);
    this.scroll.replaceChildren(explorer.timeline(words, steps, this.split, unit, step, (t) => this.go(t)));
    this.scroll.scrollLeft = kept;
    if (inside) this.scroll.querySelectorAll("thead button")[step].focus({ preventScroll: true });
    for (const [gate, { slider, free, number }] of Object.entries(this.valve)) {
      slider.value = at[gate][unit];
      number.textContent = at[gate][unit].toFixed(2) + (holds(gate) ? ", held" : "");
      free.disabled = !holds(gate);
    }
    this.bias.value = this.shift;
    this.biasNumber.textContent = explorer.signed(this.shift, 1);
    if (document.activeElement !== this.weightBox) this.weightBox.value = Number(this.weight().toFixed(5));
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const root of document.querySelectorAll(".cell-explorer")) new Explorer(root);
  });
})((window.cellExplorer = window.cellExplorer || {}));
