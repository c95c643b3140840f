// Builds elements without markup strings: every text becomes a text node.
const SVG = "http://www.w3.org/2000/svg";

export function h(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) set(node, key, value);
  node.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return node;
}

function set(node, key, value) {
  if (value === undefined || value === null || value === false) return;
  if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
  else if (key === "value" || key === "checked") node[key] = value;
  else node.setAttribute(key, value === true ? "" : String(value));
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "c-i");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/assets/sprite.svg#${name}`);
  svg.append(use);
  return svg;
}

export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter(Boolean));
}

// Typed text: paragraphs at empty lines, line breaks kept by the style sheet.
export function paragraphs(text) {
  return String(text ?? "").split(/\n{2,}/).filter(Boolean).map((part) => h("p", { class: "d-lines" }, part));
}

export function say(text) {
  document.querySelector("[data-live]").textContent = text;
}
