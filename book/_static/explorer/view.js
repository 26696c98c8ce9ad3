/* What is shown: the choices, the step, the diagram and the table. */
(function (explorer) {
  "use strict";

  const { make, labelled, able, holds, Explorer } = explorer;

  Explorer.prototype.build = function () {
    this.modelBox = make("select", { onchange: () => this.load(Number(this.modelBox.value)) });
    this.modelBox.append(...this.models.map((model, k) => make("option", { value: k }, model.name)));
    this.about = make("p", { class: "about" });
    this.examples = make("select", { onchange: () => this.say(this.original.examples[this.examples.value]) });
    this.whole = make("p", { class: "whole" }); // a select and a text field cut a long sentence off
    this.textBox = make("input", { type: "text", spellcheck: "false", autocomplete: "off", autocapitalize: "off",
      oninput: () => this.say(this.textBox.value) });
    this.problem = make("p", { class: "problem", role: "alert" });
    this.textBox.setAttribute("aria-describedby", (this.problem.id = "cell-explorer-problem"));
    this.unitBox = make("select", { onchange: () => { this.unit = Number(this.unitBox.value); this.update(); } });
    this.outputBox = make("select", { onchange: () => this.update() });
    this.slider = make("input", { type: "range", min: 0, step: 1, oninput: () => this.go(Number(this.slider.value)) });
    this.back = make("button", { type: "button", onclick: () => this.go(this.step - 1) }, "◀ back");
    this.next = make("button", { type: "button", onclick: () => this.go(this.step + 1) }, "next ▶");
    this.picture = make("div", { class: "picture" });
    [this.told, this.answers, this.atTheEnd, this.heldNow] = ["told", "answers", "end", "holds"].map((name) =>
      make("p", { class: name }));
    this.freeAll = make("button", { type: "button", onclick: () => this.releaseAll() }, "let all go");
    this.scroll = make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "all steps" });
    this.root.replaceChildren(this.root.querySelector("script"),
      make("div", { class: "line choices" }, [labelled("Cell", this.modelBox), labelled("Example", this.examples)]),
      this.whole, this.about, labelled("Your sequence", this.textBox, { class: "control wide" }), this.problem,
      make("div", { class: "line steps" }, [labelled("Unit", this.unitBox), this.back, labelled("Step", this.slider), this.next]),
      make("div", { class: "now", "aria-live": "polite" }, [this.told, this.answers, this.atTheEnd, this.heldNow]),
      this.freeAll, this.picture, this.valves(),
      make("div", { class: "line asked" }, [labelled("Gradient of the last score of", this.outputBox)]),
      this.scroll, make("p", { class: "legend" }, explorer.LEGEND), ...this.weights());
  };

  function shares(model, scores) {
    const chances = explorer.softmax(scores);
    return model.classes.map((name, k) => `${name} ${(100 * chances[k]).toFixed(0)}%`).join(", ") + ".";
  }

  /* A live region speaks whenever its text is set, so the same text is not set again. */
  const tell = (line, text) => { if (line.textContent !== text) line.textContent = text; };

  Explorer.prototype.render = function () {
    const { words, step, unit, steps } = this, at = steps[step], word = words[step];
    const holdsAt = (t, gate) => holds.key(t, unit, gate) in this.held;
    const isHeld = (gate) => holdsAt(step, gate);
    tell(this.whole, `It reads: ${words.join(" ")}`);
    this.slider.max = words.length - 1;
    this.slider.value = step;
    this.slider.setAttribute("aria-valuetext", `step ${step + 1} of ${words.length}, ${word}`);
    able(this.back, step > 0);
    able(this.next, step < words.length - 1);
    this.unitBox.value = unit;
    this.picture.replaceChildren(explorer.diagram(at, unit, word, { f: isHeld("f"), i: isHeld("i"), o: isHeld("o") }));
    tell(this.told, `Step ${step + 1} of ${words.length}, “${word}”: the memory of unit ${unit} goes from ` +
      `${explorer.signed(at.cBefore[unit])} to ${explorer.signed(at.c[unit])}, its hidden state is ${explorer.signed(at.h[unit])}.`);
    tell(this.answers, `Its answer after this step: ${shares(this.model, at.scores)}`);
    tell(this.atTheEnd, `At the end: ${shares(this.model, steps[steps.length - 1].scores)}`);
    tell(this.heldNow, holds.told(this.held, words));
    able(this.freeAll, Object.keys(this.held).length > 0);
    this.renderTable(holdsAt);
    this.renderControls(at, isHeld);
  };

  /* The table anew, with the focus where it was, and the current step in sight. */
  Explorer.prototype.renderTable = function (holdsAt) {
    const { words, step, unit, steps, scroll } = this;
    const kept = scroll.scrollLeft, inside = scroll.contains(document.activeElement) && document.activeElement !== scroll;
    scroll.replaceChildren(explorer.timeline(words, steps, this.split, unit, step, holdsAt, (t) => this.go(t)));
    const [first, column] = [scroll.querySelector("thead th"), scroll.querySelector("thead th.here")];
    const start = column.offsetLeft - first.offsetWidth, end = column.offsetLeft + column.offsetWidth;
    scroll.scrollLeft = Math.max(end - scroll.clientWidth, Math.min(start, kept));
    if (inside) column.querySelector("button").focus({ preventScroll: true });
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const root of document.querySelectorAll(".cell-explorer")) new Explorer(root);
  });
})((window.cellExplorer = window.cellExplorer || {}));
