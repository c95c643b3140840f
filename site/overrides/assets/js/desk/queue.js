// The queue: what is due first at the top; views, words and body narrow it down.
import * as api from "./api.js";
import { fill, h, icon, say } from "./dom.js";
import { empty, heading, message, show } from "./frame.js";
import { due, example, flag, stateBadge } from "./pieces.js";
import * as session from "./session.js";
import { name, number, pick, setZone, t } from "./words.js";

const VIEWS = ["moderation", "duties", "open", "flagged", "all"];
const PICTURES = { moderation: "check", duties: "check", open: "empty", flagged: "check", all: "empty" };
const EXTENDS = ["supervisor", "operator"];
const PAUSE = 250;
const filter = { words: "", body: "", late: false };

export async function screen(view) {
  const found = await api.queue(view, filter.words);
  setZone(found.timezone);
  return () => draw(view, found);
}

function draw(view, found) {
  const list = h("div", { class: "d-list" });
  const count = h("p", { class: "c-mut c-small", "aria-live": "polite" });
  const redraw = (rows) => drawRows(list, count, view, rows);
  show(t(`desk.view.${view}`),
    heading(t("desk.queue"), { class: "d-h" }),
    views(view, found.sizes),
    filters(view, found.rows, redraw),
    session.current()?.roles.some((role) => EXTENDS.includes(role)) && h("p", {}, h("a", { href: "#/outages" }, t("desk.outages"))),
    count, list);
  redraw(found.rows);
}

function views(view, sizes) {
  return h("nav", { class: "c-sort d-views", "aria-label": t("desk.queue") }, VIEWS.map((each) =>
    h("a", { href: `#/queue/${each}`, "aria-current": each === view ? "page" : null },
      t(`desk.view.${each}`), " ", h("span", { class: "d-size" }, number(sizes[each])))));
}

function filters(view, rows, redraw) {
  let current = rows;
  const words = h("input", { id: "d-words", type: "search", value: filter.words, autocomplete: "off" });
  let timer;
  words.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      filter.words = words.value;
      try {
        current = (await api.queue(view, filter.words)).rows;
        redraw(current);
      } catch (error) {
        say(message(error));
      }
    }, PAUSE);
  });
  const body = h("select", { id: "d-filter-body" }, h("option", { value: "" }, t("desk.filter_any")), bodies(rows));
  if ([...body.options].some((option) => option.value === filter.body)) body.value = filter.body;
  else filter.body = "";
  const late = h("input", { id: "d-late", type: "checkbox", checked: filter.late });
  body.addEventListener("change", () => { filter.body = body.value; redraw(current); });
  late.addEventListener("change", () => { filter.late = late.checked; redraw(current); });
  return h("form", { class: "c-filter d-filter", role: "search", "aria-label": t("desk.filter"), onsubmit: (event) => event.preventDefault() },
    h("div", {}, h("label", { for: "d-words" }, t("desk.filter_words")), words),
    h("div", {}, h("label", { for: "d-filter-body" }, t("desk.filter_body")), body),
    h("div", { class: "c-check" }, late, h("label", { for: "d-late" }, t("desk.filter_late"))));
}

function bodies(rows) {
  const named = new Map(rows.map((row) => [row.body.id, name(row.body)]));
  return [...named].sort((a, b) => a[1].localeCompare(b[1])).map(([id, text]) => h("option", { value: id }, text));
}

function drawRows(list, count, view, rows) {
  const shown = rows.filter((row) => (!filter.body || row.body.id === filter.body) && (!filter.late || row.due?.state === "late"));
  count.textContent = t("desk.shown", { n: shown.length });
  const narrowed = filter.words || filter.body || filter.late;
  if (!shown.length) return fill(list, empty(PICTURES[view], t(narrowed ? "desk.empty.filtered" : `desk.empty.${view}`)));
  return fill(list, h("ol", { class: "d-rows", onkeydown: step }, shown.map(row)));
}

function row(each) {
  const [title, lang] = pick(each.titles);
  return h("li", { class: each.due?.state === "late" ? "d-row d-row--late" : "d-row" },
    h("div", { class: "d-row__t" },
      h("h2", {}, h("a", { href: `#/petitions/${each.id}`, lang }, title)),
      h("p", { class: "c-mut" }, t("desk.number", { n: String(each.id) }), " · ", name(each.body), " · ", name(each.jurisdiction))),
    h("div", { class: "d-row__s" }, stateBadge(each.state), each.flags.filter((kind) => kind !== "overdue").map(flag), each.example && example()),
    h("div", { class: "d-row__d" }, due(each.due)),
    h("p", { class: "d-row__n" }, icon("people"), h("b", {}, number(each.count)), h("span", { class: "c-sr" }, " ", t("desk.count"))));
}

// The arrow keys walk from title to title.
function step(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  const links = [...event.currentTarget.querySelectorAll("h2 a")];
  const next = links[links.indexOf(document.activeElement) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
