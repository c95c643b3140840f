// The works: what is carried out, how far each is, what is late.
import { h, icon } from "./dom.js";
import { empty, heading, show } from "./frame.js";
import { example } from "./pieces.js";
import * as api from "./project_api.js";
import { mayCreate, tabs } from "./project_list.js";
import { bodyName, result, text } from "./project_pieces.js";
import { bar, originName, stateBadge } from "./work_parts.js";
import { date, setZone, t } from "./words.js";

export async function screen() {
  const [found, choices] = await Promise.all([api.works(), api.choices()]);
  if (found.timezone) setZone(found.timezone);
  return () => draw(found, choices);
}

function draw({ works }, choices) {
  show(t("desk.works"),
    heading(t("desk.works"), { class: "d-h" }),
    result(),
    tabs("works"),
    mayCreate() && h("p", { class: "d-new" }, h("a", { class: "c-btn", href: "#/work/new" }, t("desk.work.new"))),
    works.length ? h("ol", { class: "d-rows" }, works.map((each) => row(each, choices))) : empty("empty", t("desk.work.empty")));
}

// A work that is done is late only as a whole; until then each milestone counts.
const isLate = (each) => each.late || (each.state !== "done" && each.late_milestones.length > 0);

function row(each, choices) {
  return h("li", { class: isLate(each) ? "d-row d-row--late" : "d-row" },
    h("div", { class: "d-row__t" },
      h("h2", {}, h("a", { href: `#/work/${each.id}` }, text(each.title))),
      h("p", { class: "c-mut" }, [bodyName(choices, each.body), originName(each.trail)].join(" · "))),
    h("div", { class: "d-row__s" }, stateBadge(each.state),
      isLate(each) && h("span", { class: "c-badge c-badge--late" }, icon("warning"), t(each.state === "done" ? "desk.project.kept_late" : "desk.project.late")),
      each.over_budget > 0 && h("span", { class: "c-badge c-badge--late" }, t("desk.work.over")),
      each.example && example()),
    h("div", { class: "d-row__d" }, bar(each.progress), each.ends_on && h("p", { class: "c-mut c-small" }, t("desk.work.ends"), " ", date(each.ends_on))));
}
