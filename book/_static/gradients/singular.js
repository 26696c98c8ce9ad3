/* The largest singular value of a square matrix: the root of the largest eigenvalue of M Mᵀ, which is brought
   to three diagonals by reflections and then found by halving an interval. */
(function (explorer) {
  "use strict";

  const TINY = 1e-300, CLOSE = 1e-13;

  /* M Mᵀ of a matrix (n × n) in rows. */
  function gram(m, n) {
    const g = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let k = 0; k < n; k++) sum += m[i * n + k] * m[j * n + k];
        g[i * n + j] = g[j * n + i] = sum;
      }
    }
    return g;
  }

  /* A symmetric matrix as { diagonal, beside } with the same eigenvalues; `a` is used up. */
  function tridiagonal(a, n) {
    const diagonal = new Float64Array(n), beside = new Float64Array(n - 1);
    const v = new Float64Array(n), q = new Float64Array(n);
    for (let k = 0; k < n - 2; k++) {
      let length = 0;
      for (let i = k + 1; i < n; i++) {
        v[i] = a[i * n + k];
        length += v[i] * v[i];
      }
      const along = v[k + 1] > 0 ? -Math.sqrt(length) : Math.sqrt(length);
      beside[k] = along;
      v[k + 1] -= along;
      let square = 0;
      for (let i = k + 1; i < n; i++) square += v[i] * v[i];
      if (square === 0) continue; // nothing to reflect
      let both = 0;
      for (let i = k + 1; i < n; i++) {
        let sum = 0;
        for (let j = k + 1; j < n; j++) sum += a[i * n + j] * v[j];
        q[i] = (2 * sum) / square;
        both += v[i] * q[i];
      }
      for (let i = k + 1; i < n; i++) q[i] -= (both / square) * v[i];
      for (let i = k + 1; i < n; i++) {
        for (let j = k + 1; j < n; j++) a[i * n + j] -= v[i] * q[j] + q[i] * v[j];
      }
    }
    for (let i = 0; i < n; i++) diagonal[i] = a[i * n + i];
    beside[n - 2] = a[(n - 1) * n + n - 2];
    return { diagonal, beside };
  }

  /* Whether an eigenvalue lies above x: whether a pivot of the matrix less x is positive. */
  function someAbove(x, diagonal, squares) {
    let pivot = 1;
    for (let i = 0; i < diagonal.length; i++) {
      pivot = diagonal[i] - x - (i ? squares[i - 1] / pivot : 0);
      if (pivot > 0) return true;
      if (pivot === 0) pivot = -TINY;
    }
    return false;
  }

  function largestSingularValue(m, n) {
    if (n === 1) return Math.abs(m[0]);
    const most = m.reduce((so, x) => Math.max(so, Math.abs(x)), 0);
    if (most === 0) return 0;
    const { diagonal, beside } = tridiagonal(gram(m.map((x) => x / most), n), n), squares = beside.map((b) => b * b);
    let low = 0, high = 0;
    for (let i = 0; i < n; i++) {
      low = Math.max(low, diagonal[i]);
      high = Math.max(high, diagonal[i] + Math.abs(beside[i - 1] || 0) + Math.abs(beside[i] || 0));
    }
    while (high - low > CLOSE * high) {
      const middle = (low + high) / 2;
      if (middle === low || middle === high) break;
      if (someAbove(middle, diagonal, squares)) low = middle;
      else high = middle;
    }
    return most * Math.sqrt(high);
  }

  explorer.largestSingularValue = largestSingularValue;
})((window.gradientExplorer = window.gradientExplorer || {}));
