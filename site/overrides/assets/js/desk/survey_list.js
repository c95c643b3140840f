// The surveys of an official's bodies, the one changed last at the top.
import { h } from "./dom.js";
import { empty, heading, show } from "./frame.js";
import { example } from "./pieces.js";
import * as api from "./survey_api.js";
import { moment, pick, setZone, t } from "./words.js";

export async function screen() {
  const found = await api.surveys();
  setZone(found.timezone);
  return () => draw(found);
}

function draw({ rows, bodies }) {
  show(t("desk.surveys"),
    heading(t("desk.surveys"), { class: "d-h" }),
    bodies.length > 0 && h("p", { class: "d-new" }, h("a", { class: "c-btn", href: "#/survey/new" }, t("desk.survey.new"))),
    rows.length ? h("ol", { class: "d-rows" }, rows.map(row)) : empty("empty", t("desk.survey.none")));
}

function row(each) {
  const [title, lang] = pick(each.title);
  return h("li", { class: "d-row" },
    h("div", { class: "d-row__t" },
      h("h2", {}, h("a", { href: `#/survey/${each.id}`, lang }, title)),
      h("p", { class: "c-mut" }, t("desk.survey.count", { n: each.questions }), " · ", moment(each.opens_at), " – ", moment(each.closes_at))),
    h("div", { class: "d-row__s" }, h("span", { class: "c-badge d-badge" }, t(`desk.survey.state.${each.state}`)), each.example && example()));
}
