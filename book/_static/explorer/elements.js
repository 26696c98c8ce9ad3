/* Small helpers to build HTML and SVG. */
(function (explorer) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== undefined) element.setAttribute(name, value);
    }
    for (const child of [children].flat(3)) if (child !== undefined) element.append(child);
    return element;
  }

  /* A browser that comes back to a page puts the old values into its controls and tells no script of it, so that
     they would show another setting than the picture. `autocomplete="off"` keeps it from that. */
  const CONTROLS = new Set(["input", "select"]);
  const make = (tag, attributes, children = []) =>
    fill(document.createElement(tag), CONTROLS.has(tag) ? { autocomplete: "off", ...attributes } : attributes, children);
  const draw = (tag, attributes, children = []) => fill(document.createElementNS(SVG, tag), attributes, children);

  let made = 0;
  /* A control with its label: [label, control], tied by an id. */
  function labelled(text, control, words = {}) {
    control.id = control.id || `cell-explorer-${++made}`;
    return make("div", { class: "control", ...words }, [make("label", { for: control.id }, text), control]);
  }

  /* A button that does nothing now says so and keeps the focus; a click on it changes nothing. */
  function able(button, can) {
    button.setAttribute("aria-disabled", String(!can));
  }

  const signed = (value, digits = 2) => {
    const text = Math.abs(value).toFixed(digits);
    return Number(text) === 0 ? text : (value < 0 ? "−" : "+") + text;
  };

  Object.assign(explorer, { make, draw, labelled, able, signed });
})((window.cellExplorer = window.cellExplorer || {}));
