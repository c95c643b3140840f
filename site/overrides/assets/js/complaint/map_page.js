// The map of complaints: points gathered into groups, and beside it what lies in the view.
import { CountryMap } from "/assets/js/complaint/map.js";
import { line, names } from "/assets/js/complaint/map_shapes.js";
import { load, toMap } from "/assets/js/complaint/projection.js";

const CELL = 46; // pixels: points in one such square are one group
const LISTED = 12;
const box = document.querySelector(".c-map[data-points]");
const lang = document.documentElement.lang;
const wordsOf = (kind) =>
  Object.fromEntries([...box.querySelectorAll(`[data-${kind}] li`)].map((one) => [one.dataset.id, one.textContent]));

/** The published points as objects with their place on the map. */
async function points(frame) {
  const answer = await fetch(box.dataset.points);
  if (!answer.ok) return [];
  const { fields, points: rows } = await answer.json();
  return rows.map((row) => {
    const point = Object.fromEntries(fields.map((name, at) => [name, row[at]]));
    return { ...point, ...toMap(frame, point) };
  });
}

function inView(all, { shown, height }) {
  return all.filter(({ x, y }) => x >= shown.x && x <= shown.x + shown.w && y >= shown.y && y <= shown.y + height);
}

const middle = (group, axis) => group.reduce((sum, point) => sum + point[axis], 0) / group.length;
const placed = (group) => ({ group, x: middle(group, "x"), y: middle(group, "y") });

/** Points by square of the screen, each group in the middle of its own points; those too near are one. */
function gathered(seen, size) {
  const cells = new Map();
  for (const point of seen) {
    const cell = `${Math.floor(point.x / size)} ${Math.floor(point.y / size)}`;
    cells.set(cell, [...(cells.get(cell) ?? []), point]);
  }
  const made = [];
  for (const one of [...cells.values()].map(placed).sort((a, b) => b.group.length - a.group.length)) {
    const at = made.findIndex((other) => Math.hypot(other.x - one.x, other.y - one.y) < size * 0.85);
    if (at < 0) made.push(one);
    else made[at] = placed([...made[at].group, ...one.group]);
  }
  return made;
}

function mark(map, { group, x, y }) {
  const radius = (group.length > 1 ? 13 + Math.min(8, Math.log2(group.length) * 2) : 8) * map.unit;
  const open = group.some((point) => point.is_open);
  const made = line("g", { class: open ? "m-group" : "m-group m-group--answered" });
  made.append(line("circle", { cx: x, cy: y, r: radius, "stroke-width": 2 * map.unit }));
  if (group.length > 1) {
    const size = 13 * map.unit;
    const text = line("text", { x, y: y + size * 0.36 }, String(group.length));
    text.style.fontSize = `${size}px`;
    made.append(text);
  }
  made.addEventListener("click", () => {
    if (group.length > 1) map.zoom(3, { x, y });
    else location.href = `/${lang}/complaints/${Number(group[0].id)}/`;
  });
  return { made, taken: { x: x - radius, y: y - radius, w: 2 * radius, h: 2 * radius } };
}

function entry(point, categories, states) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const state = document.createElement("span");
  link.href = `/${lang}/complaints/${Number(point.id)}/`;
  link.textContent = categories[point.category] ?? point.category;
  state.className = "c-mut";
  state.textContent = states[point.state] ?? "";
  item.append(link, state);
  return item;
}

function side() {
  const made = document.createElement("section");
  const heading = document.createElement("h2");
  const list = document.createElement("ul");
  const note = document.createElement("p");
  made.className = "c-map__side";
  heading.className = "c-label";
  list.className = "c-map__list";
  note.className = "c-hint";
  note.setAttribute("role", "status");
  made.append(heading, list, note);
  box.append(made);
  return { heading, list, note };
}

async function start() {
  const frame = await load();
  const all = await points(frame);
  const [categories, states] = [wordsOf("categories"), wordsOf("states")];
  const map = new CountryMap(box, frame);
  const { heading, list, note } = side();
  const { here, none, more } = box.dataset;
  box.classList.add("c-map--look");

  function paint() {
    const seen = inView(all, map);
    const groups = gathered(seen, CELL * map.unit).map((one) => mark(map, one));
    const labels = names(map, frame.places, groups.map(({ taken }) => taken));
    map.live.replaceChildren(labels, ...groups.map(({ made }) => made));
    heading.textContent = `${here}: ${seen.length}`;
    list.replaceChildren(...seen.slice(0, LISTED).map((point) => entry(point, categories, states)));
    const rest = seen.length - LISTED;
    note.textContent = seen.length ? (rest > 0 ? more.replace("#", rest) : "") : none;
  }

  map.addEventListener("moved", paint);
  map.show(map.shown);
}

start().catch(() => {
  const note = document.createElement("p");
  note.className = "c-note c-note--warn";
  note.textContent = box.dataset.failed;
  box.append(note);
});
