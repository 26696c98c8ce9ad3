/* The gradient explorer: what the reader sets, and its controls. */
(function (explorer) {
  "use strict";

  const { make, labelled } = window.cellExplorer, { plain } = explorer;
  const START = { net: "one", scale: 0.9, nonlinearity: "none", spread: 1, draw: 0, lag: 40 };
  const RANGES = { scale: { min: 0, max: 10, step: 0.05 }, spread: { min: 0, max: 2, step: 0.05 } };
  const DECIMALS = { scale: 4, spread: 2 }; // of a number that is typed: what is shown is what is used

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
      const take = (value) => {
        const within = Number.isFinite(value) ? Math.min(range.max, Math.max(range.min, value)) : this.set[name];
        const kept = Number(within.toFixed(DECIMALS[name]));
        box.value = plain(kept);
        this.change({ [name]: kept });
        if (within !== value) problem.textContent = `It takes a number from ${range.min} to ${range.max}; it is ${plain(kept)} now.`;
      };
      const problem = make("p", { class: "problem", role: "alert" });
      const box = make("input", { type: "number", ...range, step: "any", inputmode: "decimal",
        onchange: () => take(box.valueAsNumber),
        onkeydown: (event) => {
          const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
          if (!way) return;
          event.preventDefault(); // by itself it goes in steps of one
          take((Number.isFinite(box.valueAsNumber) ? box.valueAsNumber : this.set[name]) + way * range.step);
        } });
      const control = labelled(text, slider);
      this[name] = { slider, box, problem, label: control.querySelector("label") };
      return make("div", { class: "line number" }, [control, box, problem]);
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
      this.lagNumber = make("span", { class: "lag-number", "aria-hidden": "true" }); // the slider says it
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
        make("button", { type: "button", onclick: () => this.change(START) }, "back to the start"));
    }

    change(some) {
      Object.assign(this.set, some);
      for (const name of Object.keys(RANGES)) if (name in some) this[name].problem.textContent = "";
      this.net = this.data.nets.find(({ key }) => key === this.set.net);
      this.reading = explorer.read(this.data, this.set);
      this.render();
    }

    point(lag) {
      this.set.lag = lag;
      this.renderLag();
      this.drawChart();
    }

    /* What a test reads. */
    snapshot() {
      return { set: this.set, reading: this.reading };
    }
  }

  Object.assign(explorer, { GradientExplorer, RANGES });
})((window.gradientExplorer = window.gradientExplorer || {}));
