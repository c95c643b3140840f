// The uploaded datasets of an official's bodies, and the names of all others.
import * as api from "./dataset_api.js";
import { h } from "./dom.js";
import { empty, heading, show } from "./frame.js";
import { language, moment, pick, setZone, t } from "./words.js";

export async function screen() {
  const found = await api.datasets();
  setZone(found.timezone);
  return () => draw(found);
}

function draw({ rows, bodies, others }) {
  show(t("desk.datasets"),
    heading(t("desk.datasets"), { class: "d-h" }),
    bodies.length > 0 && h("p", { class: "d-new" }, h("a", { class: "c-btn", href: "#/dataset/new" }, t("desk.dataset.new"))),
    rows.length ? h("ol", { class: "d-rows" }, rows.map(row)) : empty("empty", t("desk.dataset.none")),
    h("details", { class: "c-tbl d-gap" }, h("summary", {}, t("desk.dataset.others")),
      h("p", { class: "c-mut" }, t("desk.dataset.others_hint")),
      h("ul", { class: "d-list" }, others.map(other))));
}

function other({ id, title }) {
  const [text, lang] = pick(title);
  return h("li", {}, h("a", { href: `/${language()}/data/${id}/`, lang }, text));
}

function row(each) {
  const [title, lang] = pick(each.title);
  return h("li", { class: "d-row" },
    h("div", { class: "d-row__t" },
      h("h2", {}, h("a", { href: `#/dataset/${each.id}`, lang }, title)),
      h("p", { class: "c-mut" }, each.id, " · ", moment(each.changed_at))),
    h("div", { class: "d-row__s" }, badges(each)));
}

/** Where a dataset stands: a public one may have a new version that waits. */
export function badges({ is_waiting: isWaiting, is_live: isLive, is_retired: isRetired }) {
  const names = [isWaiting && "waiting", isLive && !isRetired && "live", isRetired && "retired"].filter(Boolean);
  return names.map((each) => [h("span", { class: "c-badge d-badge" }, t(`desk.dataset.state.${each}`)), " "]);
}
