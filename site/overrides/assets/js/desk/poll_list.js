// The votes of an official's bodies, the one changed last at the top.
import { h } from "./dom.js";
import { empty, heading, show } from "./frame.js";
import { example } from "./pieces.js";
import * as api from "./poll_api.js";
import { badge, method, waiting, words } from "./poll_pieces.js";
import { result } from "./project_pieces.js";
import { moment, name, number, pick, setZone, t } from "./words.js";

export async function screen() {
  const found = await api.polls();
  setZone(found.timezone);
  return () => draw(found);
}

function draw({ rows, may_draft_for: bodies }) {
  show(t("desk.polls"),
    heading(t("desk.polls"), { class: "d-h" }),
    result(),
    bodies.length > 0 && h("p", { class: "d-new" }, h("a", { class: "c-btn", href: "#/poll/new" }, words("new"))),
    rows.length ? h("ol", { class: "d-rows" }, rows.map(row)) : empty("empty", words("empty")));
}

function row(each) {
  const [question, lang] = pick(each.question);
  return h("li", { class: "d-row" },
    h("div", { class: "d-row__t" },
      h("h2", {}, h("a", { href: `#/poll/${each.id}`, lang }, question)),
      h("p", { class: "c-mut" }, [method(each.method), name(each.body), name(each.jurisdiction)].filter(Boolean).join(" · "))),
    h("div", { class: "d-row__s" }, badge(each.state), waiting(each.waits), each.example && example()),
    h("div", { class: "d-row__d" }, h("p", { class: "d-span" }, h("span", {}, `${moment(each.opens_at)} –`), " ", h("span", {}, moment(each.closes_at))), each.voters > 0 && h("p", {}, words("voters", { n: each.voters }), " ", h("b", {}, number(each.voters)))));
}
