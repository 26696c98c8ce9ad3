/* Numbers and verdicts in words. */
(function (explorer) {
  "use strict";

  const { make } = window.cellExplorer;

  const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };
  const raised = (power) => [...String(power)].map((sign) => RAISED[sign]).join("");

  /* A number that is given by its log₁₀: 0.64, 37, and outside 0.001 to 100,000 as 7 × 10⁻¹¹. */
  function sized(log) {
    if (log === -Infinity) return "0";
    if (log >= -3 && log < 5) {
      const value = 10 ** log;
      return value >= 9.95 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(2)));
    }
    let power = Math.floor(log), digit = Math.round(10 ** (log - power));
    if (digit === 10) [power, digit] = [power + 1, 1];
    return `${digit}\u00a0×\u00a010${raised(power)}`;
  }

  /* Letters with what stands below and above the line: "w_rec", "ρ^k". */
  const written = (text) => text.split(/([_^]\w+)/).filter(Boolean).map((part) =>
    part[0] === "_" ? make("sub", {}, part.slice(1)) : part[0] === "^" ? make("sup", {}, part.slice(1)) : part);

  const plain = (value) => String(Number(value.toFixed(4)));

  const SAYS = { vanishes: "in the end it vanishes", stays: "it stays", explodes: "in the end it explodes" };
  const PROMISES = { vanishes: "that in the end it vanishes", stays: "that it does not grow", "": "nothing" };
  const DOES = { vanishes: "it vanishes", stays: "it stays", explodes: "it explodes",
    "breaks off": "it explodes on the way, and is zero at the end" };

  /* Words alone, no numbers: they change only when the verdict does. The rule and the bound speak of the end,
     however far it is; the measurement speaks of the steps there are. */
  const verdict = ({ says, promises, does }, steps) =>
    `The rule of thumb says: ${SAYS[says]}. The bound promises ${PROMISES[promises]}. ` +
    `Over ${steps} steps ${DOES[does]}.`;

  Object.assign(explorer, { sized, plain, verdict, written });
})((window.gradientExplorer = window.gradientExplorer || {}));
