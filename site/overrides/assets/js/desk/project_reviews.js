// What experts found of an idea, and how many of them have; an expert has a number here, never a name.
import { h } from "./dom.js";
import { titleOf } from "./project_ideas.js";
import { part, stageNow, text, texts, words } from "./project_pieces.js";
import * as session from "./session.js";
import { number } from "./words.js";

export const of = (seen, n) => seen.reviews.filter((one) => one.idea === n);
export const mayReview = (seen) => stageNow(seen)?.kind === "review" && session.current()?.roles.includes("expert");

export function reviews({ project }, { reviews: given }) {
  if (!given.length) return null;
  return part("d-reviews", words("reviews"), given.map((one) => review(project, one)));
}

function review(project, one) {
  const rule = project.process.stages.find((stage) => stage.key === one.stage);
  const isConflict = Object.keys(one.conflict).length > 0;
  return h("article", { class: "d-said" },
    h("h3", {}, one.mine ? words("review_mine") : words("expert_n", { n: one.expert }), h("span", { class: "c-mut c-small" }, ` · ${text(rule?.name)}`)),
    isConflict && h("div", { class: "c-note c-note--warn" }, h("p", {}, h("b", {}, words("conflict"))), texts(one.conflict)),
    h("ul", { class: "d-checks" }, rule?.criteria.map((criterion) => h("li", {}, `${text(criterion.name)}: `, h("b", {}, `${number(one.scores[criterion.key])} / ${number(criterion.most)}`),
      one.reasons[criterion.key] && texts(one.reasons[criterion.key])))),
    Object.keys(one.summary).length > 0 && texts(one.summary));
}

// How far the review of this stage is: this idea's experts, and an expert's own ideas.
export function progress(seen, { assessment }) {
  if (!assessment || stageNow(seen)?.kind !== "review") return null;
  return part("d-progress", words("progress"),
    h("p", {}, words("reviewed", { a: number(assessment.counted), b: number(assessment.needed) }), assessment.conflicted > 0 && ` · ${words("conflicted", { n: assessment.conflicted })}`),
    assessment.counted > 1 && h("p", {}, words("column.spread"), ": ", words("points", { n: Math.round(assessment.spread) })),
    mayReview(seen) && own(seen));
}

// An expert's own list: "2 of 4 done", and what is left.
export function own(seen) {
  const done = new Set(seen.reviews.filter((one) => one.mine && one.stage === seen.stand.stage).map((one) => one.idea));
  const left = seen.ideas.filter(({ idea }) => !done.has(idea.number));
  return [h("p", {}, h("b", {}, words("reviewed_mine", { a: number(done.size), b: number(seen.ideas.length) }))),
    left.length > 0 && h("ol", { class: "d-similar" }, left.map(({ idea }) => h("li", {}, h("a", { href: `#/idea/${idea.project}-${idea.number}/review`, lang: idea.language }, `№ ${idea.number} `, titleOf(idea)))))];
}
