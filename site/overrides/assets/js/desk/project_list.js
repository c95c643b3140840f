// The projects that an official sees: where each stands, what waits in it, what is late.
import { h } from "./dom.js";
import { empty, heading, show } from "./frame.js";
import { example } from "./pieces.js";
import * as api from "./project_api.js";
import { badge, clock, result, text, words } from "./project_pieces.js";
import * as session from "./session.js";
import { name, setZone, t } from "./words.js";

const CREATES = ["clerk", "supervisor"];

export async function screen() {
  const found = await api.projects();
  setZone(found.timezone);
  return () => draw(found);
}

export const tabs = (here) => h("nav", { class: "c-sort d-views", "aria-label": t("desk.projects") },
  [["projects", t("desk.projects")], ["works", t("desk.works")]].map(([path, label]) => h("a", { href: `#/${path}`, "aria-current": path === here ? "page" : null }, label)));

export const mayCreate = () => session.current()?.roles.some((role) => CREATES.includes(role.split(":")[0]));

function draw({ projects }) {
  show(t("desk.projects"),
    heading(t("desk.projects"), { class: "d-h" }),
    result(),
    tabs("projects"),
    mayCreate() && h("p", { class: "d-new" }, h("a", { class: "c-btn", href: "#/project/new" }, words("new"))),
    projects.length ? h("ol", { class: "d-rows" }, projects.map(row)) : empty("empty", words("empty")));
}

function row(each) {
  const { ideas, comments } = each.queue ?? {};
  const lacks = Object.keys(each.missing ?? {}).length > 0;
  return h("li", { class: each.late ? "d-row d-row--late" : "d-row" },
    h("div", { class: "d-row__t" },
      h("h2", {}, h("a", { href: `#/project/${each.id}` }, text(each.title))),
      h("p", { class: "c-mut" }, [text(each.process.name), name(each.body), each.stage && text(each.stage.name)].filter(Boolean).join(" · "))),
    h("div", { class: "d-row__s" }, badge("phase", each.phase),
      ideas > 0 && h("span", { class: "c-badge c-badge--review" }, words("queue_ideas", { n: ideas })),
      comments > 0 && h("span", { class: "c-badge c-badge--review" }, words("queue_comments", { n: comments })),
      lacks && h("span", { class: "c-badge c-badge--review" }, words("untranslated")),
      each.example && example()),
    h("div", { class: "d-row__d" }, each.ends_at && clock(words("stage_ends"), { due_at: each.ends_at, late: each.late })));
}
