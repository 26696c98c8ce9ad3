/* The gradient explorer: what the reader sets, and what is drawn and told after each change. */
(function (explorer) {
  "use strict";

  const { make, labelled } = window.cellExplorer;
  const START = { net: "one", scale: 0.9, nonlinearity: "none", spread: 1, draw: 0, lag: 40 };
  const RANGES = { scale: { min: 0, max: 10, step: 0.05 }, spread: { min: 0, max: 2, step: 0.05 } };
  const PAUSE = 600; // milliseconds of rest before a verdict is spoken
  const shown = (value) => value.toFixed(3);
  const plain = (value) => String(Number(value.toFixed(4)));

  class GradientExplorer {
    constructor(root) {
      this.root = root;
      this.data = JSON.parse(root.querySelector('script[type="application/json"]').textContent);
      this.steps = this.data.inputs.length;
      this.set = { ...START };
      this.build();
      this.width = this.picture.clientWidth;
      this.change({});
      new ResizeObserver(([{ contentRect }]) => {
        if (contentRect.width === this.width) return;
        this.width = contentRect.width;
        this.drawChart();
      }).observe(this.picture);
      root.gradientExplorer = this;
    }

    select(name, options) {
      const box = make("select", { onchange: () => this.change({ [name]: name === "draw" ? Number(box.value) : box.value }) });
      box.append(...options.map(([value, text]) => make("option", { value }, text)));
      return box;
    }

    /* A slider and a box for the same number: what is no number leaves it, what is too large becomes the largest. */
    number(name, text) {
      const range = RANGES[name];
      const slider = make("input", { type: "range", ...range, oninput: () => this.change({ [name]: slider.valueAsNumber }) });
      const box = make("input", { type: "number", ...range, step: "any", inputmode: "decimal", onchange: () => {
        const value = box.valueAsNumber;
        const kept = Number.isFinite(value) ? Math.min(range.max, Math.max(range.min, value)) : this.set[name];
        box.value = plain(kept);
        this.change({ [name]: kept });
      } });
      const control = labelled(text, slider);
      this[name] = { slider, box, label: control.querySelector("label") };
      return make("div", { class: "line number" }, [control, box]);
    }

    build() {
      const { nets, draws } = this.data;
      this.boxes = {
        net: this.select("net", nets.map(({ key, name }) => [key, name])),
        nonlinearity: this.select("nonlinearity", Object.keys(explorer.NONLINEARITIES).map((name) => [name, name])),
        draw: this.select("draw", Array.from({ length: draws }, (_, k) => [k, String(k + 1)])),
      };
      this.about = make("p", { class: "about" });
      this.lag = make("input", { type: "range", min: 0, max: this.steps, step: 1,
        oninput: () => this.point(this.lag.valueAsNumber) });
      this.lagNumber = make("output", {});
      [this.verdict, this.factors, this.lagTable] = [make("p", { class: "verdict", "aria-hidden": "true" }), make("tbody"), make("tbody")];
      this.spoken = make("p", { class: "spoken", "aria-live": "polite" });
      [this.picture, this.keyPlace] = [make("div", { class: "picture" }), make("div")];
      this.lagHead = make("caption", {});
      this.root.replaceChildren(this.root.querySelector("script"),
        make("div", { class: "line choices" }, [labelled("Net", this.boxes.net),
          labelled("Nonlinearity", this.boxes.nonlinearity), labelled("Draw", this.boxes.draw)]),
        this.about, this.number("scale", "scale"), this.number("spread", "inputs, standard deviation"),
        this.verdict, this.spoken, this.picture, this.keyPlace,
        make("div", { class: "line number" }, [labelled("Lag", this.lag), this.lagNumber]),
        make("div", { class: "readings" }, [
          make("table", {}, [make("caption", {}, "The factors of a step"), this.factors]),
          make("table", {}, [this.lagHead, this.lagTable])]),
        make("button", { type: "button", onclick: () => this.change(START) }, "as it was at first"));
    }

    change(some) {
      Object.assign(this.set, some);
      this.net = this.data.nets.find(({ key }) => key === this.set.net);
      this.reading = explorer.read(this.data, this.set);
      this.render();
    }

    point(lag) {
      this.set.lag = lag;
      this.renderLag();
      this.drawChart();
    }

    render() {
      const { set, net, reading } = this;
      for (const [name, box] of Object.entries(this.boxes)) box.value = set[name];
      this.about.textContent = net.about;
      this.scale.label.replaceChildren(...explorer.written(net.scale));
      for (const name of Object.keys(RANGES)) {
        const { slider, box, label } = this[name];
        slider.value = set[name];
        slider.setAttribute("aria-valuetext", plain(set[name]));
        if (document.activeElement !== box) box.value = plain(set[name]);
        box.setAttribute("aria-label", `${label.textContent}, as a number`);
      }
      this.tell(explorer.verdict(reading, this.steps));
      this.keyPlace.replaceChildren(explorer.key({
        middle: `measured, median of ${reading.sequences.length} sequences`, each: "each sequence",
        rule: `rule of thumb, ${net.key === "one" ? "(w_rec)^k" : "ρ^k"}`, bound: "bound, (γ σ_max)^k",
      }));
      this.rows(this.factors, [
        ["largest singular value σ_max of W", shown(reading.largest)],
        ["spectral radius ρ of W", shown(reading.radius)],
        ["typical stretch of W", shown(reading.typical)],
        ["steepest slope γ", shown(reading.steepest)],
        ["slope in this run", shown(reading.slope)],
        ["typical stretch × slope", shown(reading.typical * reading.slope)],
      ]);
      this.renderLag();
      this.drawChart();
    }

    rows(body, pairs) {
      body.replaceChildren(...pairs.map(([name, value]) =>
        make("tr", {}, [make("th", { scope: "row" }, explorer.written(name)), make("td", {}, value)])));
    }

    renderLag() {
      const { reading, set: { lag } } = this, { sized } = explorer;
      const norm = reading.middle[lag], all = reading.sequences.map((logs) => logs[lag]);
      const power = (factor) => (lag ? lag * Math.log10(factor) : 0);
      const top = reading.middle.indexOf(Math.max(...reading.middle));
      this.lag.value = lag;
      this.lag.setAttribute("aria-valuetext", `${lag}: norm ${sized(norm)}`);
      this.lagNumber.textContent = String(lag);
      this.lagHead.textContent = `The norm at lag ${lag}`;
      this.rows(this.lagTable, [
        ["measured, median", sized(norm)],
        ["lowest and highest", `${sized(Math.min(...all))} to ${sized(Math.max(...all))}`],
        ["per step, if all were alike", lag ? sized(norm / lag) : "–"],
        ["rule of thumb", sized(power(reading.radius))],
        ["bound", sized(power(reading.steepest * reading.largest))],
        ["highest median at any lag", `${sized(reading.middle[top])}, at lag ${top}`],
      ]);
    }

    /* Seen at once, spoken when the reader rests and the words are others. */
    tell(text) {
      this.verdict.textContent = text;
      clearTimeout(this.waiting);
      if (!this.spoken.textContent) this.spoken.textContent = text;
      this.waiting = setTimeout(() => { if (this.spoken.textContent !== text) this.spoken.textContent = text; }, PAUSE);
    }

    drawChart() {
      const width = Math.max(260, Math.min(760, Math.round(this.width)));
      const told = `The norm over the lag, from 1 at lag 0 to ${explorer.sized(this.reading.middle[this.steps])} at lag ` +
        `${this.steps}, on a logarithmic axis. ${this.verdict.textContent}`;
      const old = this.picture.firstChild;
      const svg = explorer.chart(this.reading, this.set.lag, width, told, (lag) => this.point(lag));
      if (old) this.picture.replaceChild(svg, old);
      else this.picture.append(svg);
    }

    /* What a test reads. */
    snapshot() {
      return { set: this.set, reading: this.reading };
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const root of document.querySelectorAll(".gradient-explorer")) new GradientExplorer(root);
  });
})((window.gradientExplorer = window.gradientExplorer || {}));
