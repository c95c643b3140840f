// Putting selected ideas to a vote: the question, the time, and which of them are on the ballot.
import { written } from "./acts.js";
import { h } from "./dom.js";
import { titleOf } from "./project_ideas.js";
import { startOf, words } from "./project_pieces.js";
import { gate } from "./project_selection.js";
import { languages, number, timeZone } from "./words.js";

const DAY = 86_400_000;
const QUESTION_MOST = 200, TEXT_MOST = 6_000;

export function vote(seen) {
  const stage = seen.project.process.stages.find((each) => each.kind === "vote");
  const able = seen.ideas.filter((each) => each.state === gate(seen.project.process, stage));
  const days = seen.project.plans?.find((plan) => plan.stage === stage.key)?.days ?? stage.days;
  return {
    hint: words("hint.put_to_vote"),
    before: h("fieldset", { class: "d-field" }, h("legend", { class: "c-label" }, words("on_ballot", { n: able.length })), able.map(choice)),
    fields: [{ name: "opens_on", kind: "date", label: words("field.opens_on"), value: day(1) }, { name: "closes_on", kind: "date", label: words("field.closes_on"), value: day(1 + days) }],
    texts: [
      { name: "question", kind: "texts", label: words("field.question"), rows: 2, most: QUESTION_MOST },
      { name: "text", kind: "texts", label: words("field.left_out"), rows: 3, most: TEXT_MOST },
    ],
    check: (typed) => [
      ...["opens_on", "closes_on"].filter((name) => !typed[name]).map((name) => ({ name, code: "required" })),
      ...(languages.every(([code]) => typed.question[code].trim()) ? [] : [{ name: "question", code: "required" }]),
      ...(chosen(able, typed).length < able.length && !Object.keys(written(typed.text)).length ? [{ name: "text", code: "required" }] : []),
    ],
    preview: (typed) => untranslated(able.filter(({ idea }) => typed[`idea:${idea.number}`])),
    prepare: (typed) => ({
      question: written(typed.question),
      opens_at: startOf(typed.opens_on),
      closes_at: startOf(typed.closes_on),
      ideas: chosen(able, typed),
      ...(Object.keys(written(typed.text)).length && { text: written(typed.text) }),
    }),
  };
}

const chosen = (able, typed) => able.map(({ idea }) => idea.number).filter((n) => typed[`idea:${n}`]);

function choice({ idea, supports }) {
  const box = h("input", { type: "checkbox", id: `d-ballot-${idea.number}`, checked: true });
  box.dataset.name = `idea:${idea.number}`;
  return h("p", { class: "c-check" }, box, h("label", { for: box.id, lang: idea.language }, `№ ${idea.number} ${titleOf(idea)} (${number(supports)})`));
}

function untranslated(ideas) {
  const lacking = ideas.filter(({ idea }) => languages.some(([code]) => code !== idea.language && !idea.titles?.[code]));
  if (!lacking.length) return [];
  return [h("div", { class: "c-note c-note--warn" }, h("p", {}, words("ballot_untranslated")),
    h("ul", {}, lacking.map(({ idea }) => h("li", {}, h("a", { href: `#/idea/${idea.project}-${idea.number}/translate` }, `№ ${idea.number} ${titleOf(idea)}`)))))];
}

const day = (ahead) => new Intl.DateTimeFormat("en-CA", { timeZone: timeZone() }).format(new Date(Date.now() + ahead * DAY));
