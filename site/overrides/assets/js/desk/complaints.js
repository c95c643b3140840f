// The queues of complaints: what is due first at the top; several can be ticked for one act.
import * as api from "./api.js";
import { bulk } from "./complaint_bulk.js";
import { clock, stateBadge } from "./complaint_pieces.js";
import { fill, h, say } from "./dom.js";
import { empty, heading, message, show } from "./frame.js";
import { example } from "./pieces.js";
import { name, setZone, shortDate, t } from "./words.js";

const MOST = 50;
const MOST_TABS = 5;
const ticked = new Set();

export async function screen(queue, go) {
  const found = await api.complaints(queue, "");
  setZone(found.timezone);
  ticked.clear();
  return () => draw(found, go);
}

function draw(found, go) {
  const list = h("ol", { class: "d-rows" });
  const tools = h("div", { class: "d-bulk", hidden: true });
  const act = h("div", {});
  const more = h("div", { class: "c-acts" });
  const choose = () => offer(tools, act, go);
  add(list, more, found, choose);
  show(t("desk.complaints"),
    heading(t("desk.complaints"), { class: "d-h" }),
    queues(found),
    h("p", {}, h("a", { href: "#/complaint/new" }, t("desk.complaint.screen.new"))),
    act, tools,
    found.rows.length ? [list, more] : empty("check", t("desk.complaint.screen.empty")));
}

function queues({ queue, queues: all }) {
  const bodies = all.filter((each) => Object.keys(each.name).length);
  const isMany = bodies.length > MOST_TABS;
  const tabs = isMany ? all.filter((each) => !bodies.includes(each)) : all;
  return [
    h("nav", { class: "c-sort d-views", "aria-label": t("desk.complaints") }, tabs.map((each) =>
      h("a", { href: `#/complaints/${each.id}`, "aria-current": each.id === queue ? "page" : null }, queueName(each)))),
    isMany && bodyChoice(bodies, queue),
  ];
}

function bodyChoice(bodies, queue) {
  const isHere = bodies.some((each) => each.id === queue);
  const list = h("select", { id: "d-body" },
    !isHere && h("option", { value: "", selected: true }, t("desk.complaint.screen.choose")),
    bodies.map((each) => h("option", { value: each.id, selected: each.id === queue }, name(each))));
  // A button, since a choice that leads away by itself takes keyboard users by surprise.
  const open = (event) => {
    event.preventDefault();
    if (list.value) location.hash = `#/complaints/${list.value}`;
  };
  return h("form", { class: "d-pick-body", onsubmit: open }, h("div", { class: "d-field" },
    h("label", { for: "d-body" }, t("desk.filter_body")), list),
  h("button", { type: "submit", class: "c-btn" }, t("desk.complaint.screen.open_queue")));
}

const queueName = (each) => (Object.keys(each.name).length ? name(each) : t(`desk.complaint.queue.${each.id}`));

function add(list, more, found, choose) {
  list.append(...found.rows.map((each) => row(each, choose)));
  fill(more, found.next && h("button", { type: "button", class: "c-btn", onclick: (event) => next(event.target, list, more, found, choose) }, t("desk.complaint.screen.more")));
}

async function next(button, list, more, { queue, next: after }, choose) {
  button.disabled = true;
  try {
    add(list, more, await api.complaints(queue, after), choose);
  } catch (error) {
    button.disabled = false;
    say(message(error));
  }
}

function row(each, choose) {
  const box = h("input", { type: "checkbox", id: `d-pick-${each.id}`, onchange: () => {
    if (box.checked && ticked.size < MOST) ticked.add(each.id);
    else ticked.delete(each.id);
    box.checked = ticked.has(each.id);
    choose();
  } });
  const late = each.due.late || each.accept?.late;
  return h("li", { class: late ? "d-row d-row--pick d-row--late" : "d-row d-row--pick" },
    h("div", { class: "d-pick" }, box, h("label", { for: box.id, class: "c-sr" }, t("desk.complaint.screen.pick", { n: each.number }))),
    h("div", { class: "d-row__t" },
      h("h2", {}, h("a", { href: `#/complaint/${each.id}` }, each.title || each.number)),
      h("p", { class: "c-mut" }, each.number, " · ", name(each.category), " · ", name(each.jurisdiction), " · ", shortDate(each.filed_at))),
    h("div", { class: "d-row__s" }, stateBadge(each.state), each.proposed && h("span", { class: "c-badge c-badge--review" }, t("desk.complaint.screen.proposed")), each.example && example()),
    h("div", { class: "d-row__d" }, each.accept && clock("accept", each.accept), clock("decide", each.due)));
}

function offer(tools, act, go) {
  tools.hidden = !ticked.size;
  fill(act);
  fill(tools, h("p", {}, t("desk.complaint.screen.picked", { n: ticked.size })),
    h("button", { type: "button", class: "c-btn c-btn--p", onclick: async (event) => {
      event.target.disabled = true;
      try {
        fill(act, await bulk([...ticked], go));
        act.querySelector("h2")?.focus();
      } catch (error) {
        say(message(error));
      }
      event.target.disabled = false;
    } }, t("desk.complaint.screen.act_on_all")));
}
