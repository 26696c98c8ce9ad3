/* What the gradient explorer shows: the verdict, the picture and the two tables. */
(function (explorer) {
  "use strict";

  const { make } = window.cellExplorer, { GradientExplorer, RANGES, plain } = explorer;
  const PAUSE = 600; // milliseconds of rest before a verdict is spoken
  const LEVEL = 1e-3; // of a log₁₀
  const shown = (value) => value.toFixed(3);

  GradientExplorer.prototype.render = function () {
    const { set, net, reading } = this;
    for (const [name, box] of Object.entries(this.boxes)) box.value = set[name];
    this.about.replaceChildren(...explorer.written(net.about));
    this.scale.label.replaceChildren(...explorer.written(net.scale));
    for (const name of Object.keys(RANGES)) {
      const { slider, box, label } = this[name];
      slider.value = set[name];
      slider.setAttribute("aria-valuetext", plain(set[name]));
      if (document.activeElement !== box) box.value = plain(set[name]);
      const spoken = name === "scale" ? net.scale.replace("_", " ") : label.textContent;
      slider.setAttribute("aria-label", spoken);
      box.setAttribute("aria-label", `${spoken}, as a number`);
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
  };

  GradientExplorer.prototype.rows = function (body, pairs) {
    body.replaceChildren(...pairs.map(([name, value]) =>
      make("tr", {}, [make("th", { scope: "row" }, explorer.written(name)), make("td", {}, value)])));
  };

  /* The lag of the highest median. One that rises by no more than its weights are rounded is highest where it began. */
  GradientExplorer.prototype.top = function () {
    const { middle } = this.reading, highest = Math.max(...middle);
    return highest < LEVEL ? 0 : middle.indexOf(highest);
  };

  GradientExplorer.prototype.renderLag = function () {
    const { reading, set: { lag } } = this, { sized } = explorer;
    const norm = reading.middle[lag], all = reading.sequences.map((logs) => logs[lag]);
    const power = (factor) => (lag ? lag * Math.log10(factor) : 0);
    const top = this.top();
    this.lag.value = lag;
    this.lag.setAttribute("aria-valuetext", `${lag}: norm ${sized(norm)}`);
    this.lagNumber.textContent = String(lag);
    this.lagHead.textContent = `The norm at lag ${lag}`;
    this.rows(this.lagTable, [
      ["measured, median", sized(norm)],
      ["lowest and highest", `${sized(Math.min(...all))} to ${sized(Math.max(...all))}`],
      ["per step, if all were alike", lag ? sized(norm / lag) : "no step yet"],
      ["rule of thumb", sized(power(reading.radius))],
      ["bound", sized(power(reading.steepest * reading.largest))],
      ["highest median at any lag", `${sized(reading.middle[top])}, at lag ${top}`],
    ]);
  };

  /* Seen at once, spoken when the reader rests and the words are others. */
  GradientExplorer.prototype.tell = function (text) {
    this.verdict.textContent = text;
    clearTimeout(this.waiting);
    if (!this.spoken.textContent) this.spoken.textContent = text;
    this.waiting = setTimeout(() => { if (this.spoken.textContent !== text) this.spoken.textContent = text; }, PAUSE);
  };

  GradientExplorer.prototype.drawChart = function () {
    const width = Math.max(260, Math.min(760, Math.round(this.width)));
    const { middle } = this.reading, top = this.top();
    const over = top > 0 && top < this.steps ? `over ${explorer.sized(middle[top])} at lag ${top} ` : "";
    const told = `The norm over the lag, from 1 at lag 0 ${over}to ${explorer.sized(middle[this.steps])} at lag ` +
      `${this.steps}, on a logarithmic axis. ${this.verdict.textContent}`;
    this.picture.replaceChildren(explorer.chart(this.reading, this.set.lag, width, told, (lag) => this.point(lag)));
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const root of document.querySelectorAll(".gradient-explorer")) new GradientExplorer(root);
  });
})((window.gradientExplorer = window.gradientExplorer || {}));
