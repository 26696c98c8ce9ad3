/* The LSTM itself: forward over a sentence, and where the last score's gradient comes from.
   Gates in the order i, f, g, o. The same as lstm_ref/explorer/reference.py, which the tests compare it with. */
(function (explorer) {
  "use strict";

  const GATES = ["i", "f", "g", "o"];
  const sigmoid = (a) => 1 / (1 + Math.exp(-a));
  const zeros = (n) => new Array(n).fill(0);

  /* held: {"t,unit,gate": value} */
  function run(model, tokens, held) {
    const size = model.weight_hh[0].length;
    let h = zeros(size), c = zeros(size);
    return tokens.map((token, t) => {
      const sum = (row) =>
        model.weight_ih[row][token] + model.bias[row] +
        model.weight_hh[row].reduce((total, w, k) => total + w * h[k], 0);
      const at = {};
      GATES.forEach((gate, block) => {
        at[gate] = zeros(size).map((_, unit) => {
          const key = `${t},${unit},${gate}`;
          if (key in held) return held[key];
          const a = sum(block * size + unit);
          return gate === "g" ? Math.tanh(a) : sigmoid(a);
        });
      });
      at.cBefore = c;
      at.hBefore = h;
      at.c = c.map((old, u) => at.f[u] * old + at.i[u] * at.g[u]);
      at.h = at.c.map((now, u) => at.o[u] * Math.tanh(now));
      at.scores = model.out_weight.map((row, k) =>
        model.out_bias[k] + row.reduce((total, w, u) => total + w * at.h[u], 0));
      [c, h] = [at.c, at.h];
      return at;
    });
  }

  /* The gradient of the last step's score `output` with respect to c of each step: along the memory alone
     ("cell"), and by all paths ("total"). A gate that is held is a constant and sends nothing back. */
  function split(model, steps, output, held) {
    const size = model.weight_hh[0].length, last = steps.length - 1;
    const cell = [], total = [];
    let dh = model.out_weight[output].slice(), dc = zeros(size);
    for (let t = last; t >= 0; t--) {
      const at = steps[t];
      const free = (gate, u) => (`${t},${u},${gate}` in held ? 0 : 1);
      dc = dc.map((d, u) => d + dh[u] * at.o[u] * (1 - Math.tanh(at.c[u]) ** 2));
      total[t] = dc;
      cell[t] = t === last ? dc : cell[t + 1].map((d, u) => d * steps[t + 1].f[u]);
      const da = zeros(4 * size);
      for (let u = 0; u < size; u++) {
        const { i, f, g, o } = { i: at.i[u], f: at.f[u], g: at.g[u], o: at.o[u] };
        da[u] = dc[u] * g * i * (1 - i) * free("i", u);
        da[size + u] = dc[u] * at.cBefore[u] * f * (1 - f) * free("f", u);
        da[2 * size + u] = dc[u] * i * (1 - g * g) * free("g", u);
        da[3 * size + u] = dh[u] * Math.tanh(at.c[u]) * o * (1 - o) * free("o", u);
      }
      dh = zeros(size).map((_, k) => da.reduce((sum, d, row) => sum + d * model.weight_hh[row][k], 0));
      dc = dc.map((d, u) => d * at.f[u]);
    }
    const gates = total.map((row, t) => row.map((d, u) => d - cell[t][u]));
    return { cell, gates, total };
  }

  function softmax(scores) {
    const top = Math.max(...scores), parts = scores.map((s) => Math.exp(s - top));
    const sum = parts.reduce((a, b) => a + b, 0);
    return parts.map((part) => part / sum);
  }

  Object.assign(explorer, { GATES, run, split, softmax });
})((window.cellExplorer = window.cellExplorer || {}));
