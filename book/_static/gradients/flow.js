/* A net over its inputs, a gradient on its way back, and what the rule of thumb and the bound say of it.
   The same as flow.py and gains.py in lstm_ref/explorer, which the tests compare it with. */
(function (explorer) {
  "use strict";

  const DIGITS = 1e8; // a state is rounded before it is handed on: where a net is chaotic, NumPy walks the same path
  const logisticSlope = (a) => {
    const e = Math.exp(-Math.abs(a));
    return e / (1 + e) ** 2;
  };
  const NONLINEARITIES = {
    none: { apply: (a) => a, slope: () => 1, steepest: 1 },
    tanh: { apply: Math.tanh, slope: (a) => 4 * logisticSlope(2 * a), steepest: 1 },
    logistic: { apply: (a) => 1 / (1 + Math.exp(-a)), slope: logisticSlope, steepest: 0.25 },
    ReLU: { apply: (a) => Math.max(a, 0), slope: (a) => (a > 0 ? 1 : 0), steepest: 1 },
  };

  /* W = scale · turned + fixed, in rows. */
  function weightsOf(net, scale, draw) {
    const turned = net.turned[draw % net.turned.length], n = turned.length;
    return { n, w: Float64Array.from({ length: n * n }, (_, p) =>
      scale * turned[Math.floor(p / n)][p % n] + net.fixed[Math.floor(p / n)][p % n]) };
  }

  /* The slope of each unit at each step of one sequence: T arrays of n. `pushed(t, u)` is what an input adds. */
  function slopesOf({ n, w }, unit, pushed, steps) {
    let h = new Float64Array(n);
    const slopes = [];
    for (let t = 0; t < steps; t++) {
      const next = new Float64Array(n), slope = new Float64Array(n);
      for (let i = 0; i < n; i++) {
        let a = 0;
        for (let k = 0; k < n; k++) a += h[k] * w[i * n + k];
        a += pushed(t, i);
        next[i] = Math.round(unit.apply(a) * DIGITS) / DIGITS;
        slope[i] = unit.slope(a);
      }
      h = next;
      slopes.push(slope);
    }
    return slopes;
  }

  /* log₁₀ of the norm at each lag, −Infinity where it is zero. The product is divided by its length at each step,
     and the lengths' logarithms are added up: nothing under- or overflows. */
  function logNormsOf({ n, w }, slopes) {
    let product = Float64Array.from({ length: n * n }, (_, p) => (p % (n + 1) === 0 ? 1 : 0)), length = 0;
    let next = new Float64Array(n * n);
    const norms = [0];
    for (let t = slopes.length - 1; t >= 0; t--) {
      next.fill(0);
      let square = 0;
      for (let i = 0; i < n; i++) {
        for (let k = 0; k < n; k++) {
          const factor = product[i * n + k] * slopes[t][k];
          for (let j = 0; j < n; j++) next[i * n + j] += factor * w[k * n + j];
        }
        for (let j = 0; j < n; j++) square += next[i * n + j] * next[i * n + j];
      }
      const size = Math.sqrt(square);
      length += Math.log10(size);
      if (size > 0) for (let p = 0; p < n * n; p++) next[p] /= size;
      [product, next] = [next, product];
      norms.push(length + Math.log10(explorer.largestSingularValue(product, n)));
    }
    return norms;
  }

  function median(values) {
    const sorted = Float64Array.from(values).sort(), half = sorted.length >> 1;
    return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /* What a factor at each step leads to: as a rule of thumb, and as a promise, which above one is none (""). */
  function leadsTo(factor, atOne, above) {
    if (Math.abs(factor - 1) < atOne) return "stays";
    return factor > 1 ? above : "vanishes";
  }

  /* What the median does: where it ends, unless it exploded and then became zero, as where a single ReLU is off. */
  function outcome(logNorms, limit) {
    const end = logNorms[logNorms.length - 1];
    if (end === -Infinity && Math.max(...logNorms) > limit) return "breaks off";
    if (Math.abs(end) <= limit) return "stays";
    return end > 0 ? "explodes" : "vanishes";
  }

  /* Everything that is shown of one setting { net, scale, nonlinearity, spread, draw }. */
  function read(data, { net, scale, nonlinearity, spread, draw }) {
    const chosen = data.nets.find(({ key }) => key === net), unit = NONLINEARITIES[nonlinearity];
    const weights = weightsOf(chosen, scale, draw), { n, w } = weights;
    const steps = data.inputs.length, batch = data.inputs[0].length, most = data.inputs[0][0].length;
    const whole = steps * batch * most, moved = draw * data.turn;
    const input = (place) => {
      const from = (place + moved) % whole, row = Math.floor(from / most);
      return data.inputs[Math.floor(row / batch)][row % batch][from % most] / data.grains;
    };
    let squares = 0;
    const sequences = Array.from({ length: batch }, (_, b) => {
      const slopes = slopesOf(weights, unit, (t, u) => spread * input((t * batch + b) * most + u), steps);
      for (const row of slopes) for (const slope of row) squares += slope * slope;
      return logNormsOf(weights, slopes);
    });
    const middle = sequences[0].map((_, k) => median(sequences.map((norms) => norms[k])));
    const largest = explorer.largestSingularValue(w, n);
    const radius = scale * chosen.radii[draw % chosen.radii.length];
    return {
      sequences, middle, largest, radius, steepest: unit.steepest,
      typical: Math.sqrt(w.reduce((sum, x) => sum + x * x, 0) / n),
      slope: Math.sqrt(squares / (steps * batch * n)),
      says: leadsTo(radius, data.atOne, "explodes"),
      promises: leadsTo(unit.steepest * largest, data.atOne, ""),
      does: outcome(middle, data.limit),
    };
  }

  Object.assign(explorer, { NONLINEARITIES, read });
})((window.gradientExplorer = window.gradientExplorer || {}));
