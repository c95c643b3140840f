// What the map is drawn with: the SVG, its buttons and scale, and the names of places that have room.
import { toMap } from "/assets/js/complaint/projection.js";

const SVG = "http://www.w3.org/2000/svg";
const LETTER = 0.56; // of the size of the type: a name's width without measuring it

/** An SVG element with attributes. */
export function line(name, attributes = {}, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}

function button(kind, sign, words) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "c-map__b", textContent: sign });
  made.dataset.zoom = kind;
  made.setAttribute("aria-label", words);
  return made;
}

/** Put the map with its buttons into a box; a drawing that stood there for readers without scripts goes. */
export function draw(box, frame, base, { label, buttons, mark }) {
  const svg = line("svg", { class: "c-map__svg", viewBox: `0 0 ${frame.width} ${frame.height}`, tabindex: 0, role: "application", "aria-label": label });
  for (const kind of frame.kinds) svg.append(line("use", { class: `m-${kind}`, href: `${base}#${kind}` }));
  const stage = document.createElement("div");
  const tools = document.createElement("div");
  const rule = document.createElement("span");
  stage.className = "c-map__stage";
  tools.className = "c-map__tools";
  rule.className = "c-map__rule";
  rule.dataset.rule = "";
  tools.append(...buttons.map(([kind, sign, words]) => button(kind, sign, words)));
  stage.append(svg, tools, rule);
  if (mark) {
    const cross = document.createElement("span");
    cross.className = "c-map__cross";
    const press = button("mark", mark, mark);
    press.className = "c-btn c-map__mark";
    stage.append(cross, press);
  }
  const still = box.querySelector("[data-static]");
  if (still) still.replaceWith(stage);
  else box.prepend(stage);
  return svg;
}

const meet = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** Draw the places in view with their names, the most important first, none over another. */
export function names(map, places, taken = []) {
  const { unit, shown, height, lang } = map;
  const size = 13 * unit;
  const boxes = [...taken];
  const group = line("g", { class: "m-names" });
  group.style.fontSize = `${size}px`;
  for (const [x, y, rank, , name] of places) {
    if (x < shown.x || x > shown.x + shown.w || y < shown.y || y > shown.y + height) continue;
    const text = name[lang];
    const wide = text.length * LETTER * size;
    const left = x + wide + size > shown.x + shown.w;
    const box = { x: left ? x - wide - size * 0.6 : x - size * 0.3, y: y - size * 0.7, w: wide + size * 0.9, h: size * 1.4 };
    if (boxes.some((other) => meet(box, other))) continue;
    boxes.push(box);
    const dot = line("circle", { cx: x, cy: y, r: (rank === 1 ? 3.5 : 2.5) * unit });
    group.append(dot, line("text", { x: left ? x - size * 0.5 : x + size * 0.5, y: y + size * 0.35, "text-anchor": left ? "end" : "start", "stroke-width": 3 * unit }, text));
  }
  return group;
}

/** A pin whose tip is at a place, the same size however near the map is. */
export function pin(map, place) {
  const { x, y } = toMap(map.frame, place);
  const made = line("path", { class: "m-pin", d: "M0 0C-3-7-9-11-9-18a9 9 0 0 1 18 0c0 7-6 11-9 18zm0-14.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z", "fill-rule": "evenodd" });
  made.setAttribute("transform", `translate(${x} ${y}) scale(${map.unit})`);
  return made;
}
