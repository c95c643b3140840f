// The ideas of a project: what waits for a moderator first, then all with supports and scores.
import { h } from "./dom.js";
import { badge, clock, money, part, percent, text, words } from "./project_pieces.js";
import { number } from "./words.js";

export const titleOf = (idea) => text({ ...(idea.titles ?? {}), ...(idea.title && { [idea.language]: idea.title }) }) || `№ ${idea.number}`;
export const ideaLink = (project, idea, act = "") => `#/idea/${project}-${idea.number}${act && `/${act}`}`;

export function ideas(seen) {
  const { project } = seen;
  if (project.process.subject !== "ideas") return null;
  const waits = seen.ideas.filter((each) => each.waits);
  const others = seen.ideas.filter((each) => !each.waits);
  return [
    waits.length > 0 && part("d-waits", words("waiting_ideas"), list(project, waits)),
    part("d-ideas", words(project.process.ideas.private ? "applications" : "ideas"), others.length ? list(project, others) : h("p", { class: "c-mut" }, words("no_ideas"))),
  ];
}

const list = (project, all) => h("ol", { class: "d-similar d-ideas" }, all.map((each) => row(project, each)));

function row(project, each) {
  const { idea } = each;
  const { assessment } = each;
  return h("li", {},
    h("div", {}, idea.title && h("p", { class: "c-mut c-small" }, `№ ${idea.number}`), h("a", { href: ideaLink(project.id, idea), lang: idea.language }, titleOf(idea)),
      idea.merged_into && h("p", { class: "c-mut c-small" }, words("merged_into", { n: String(idea.merged_into) })),
      each.due_at && clock(words("rework_due"), each)),
    h("span", { class: "d-similar__s" },
      each.supports > 0 && h("span", { class: "c-mut" }, words("supports", { n: each.supports })),
      idea.cost !== null && idea.cost !== undefined && h("span", { class: "c-mut" }, money(idea.estimate ?? idea.cost, project.money.currency)),
      assessment?.counted > 0 && h("span", { class: "c-mut" }, assessment.total === null ? words("reviewed", { a: number(assessment.counted), b: number(assessment.needed) }) : percent(assessment.total)),
      each.wants_out && h("span", { class: "c-badge c-badge--review" }, words("wants_out")),
      badge("state", each.state)));
}
