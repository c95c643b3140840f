// What each act on a project asks for, and the request it makes.
import { written } from "./acts.js";
import { h } from "./dom.js";
import { decision } from "./project_decision.js";
import { fields, pasted, request, rewardLines, textsOf } from "./project_fields.js";
import { titleOf } from "./project_ideas.js";
import { text, words } from "./project_pieces.js";
import { selection } from "./project_selection.js";
import { vote } from "./project_vote.js";
import { languages, t, timeZone } from "./words.js";

const TEXT_MOST = 6_000;
const RUNS = ["won", "in_work"];
const TEXTS = ["title", "problem", "aims", "fixed"];

// What is next first, what is seldom or dangerous last; nothing that has nothing to act on.
const ORDER = ["publish", "select", "put_to_vote", "decide", "reply", "finish", "publish_protocol", "comment", "extend", "edit", "translate", "find_impossible", "discard", "stop"];

export function offered({ may, missing, ideas, project }) {
  const left = may.filter((act) => {
    if (act === "translate") return Object.keys(missing).length > 0;
    if (act === "find_impossible") return ideas.some((each) => RUNS.includes(each.state));
    return act !== "put_to_vote" || !project.poll;
  });
  return left.sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
}

// Returns the plan of an act as `form.js` takes it.
export const plan = (act, seen, choices) => PLANS[act](seen, choices);

export const explained = (name = "text", rows = 5) => ({ name, kind: "texts", label: words("field.text"), rows, most: TEXT_MOST });
const stageField = (seen) => ({ name: "stage", kind: "select", label: words("field.stage"), options: seen.project.process.stages.map((each) => [each.key, text(each.name)]), value: seen.stand.stage });
export const needsText = ({ text: given }) => (Object.keys(written(given)).length ? [] : [{ name: "text", code: "required" }]);
const day = (at) => new Intl.DateTimeFormat("en-CA", { timeZone: timeZone() }).format(new Date(at));

const PLANS = {
  edit: (seen, choices) => {
    const { project } = seen;
    const given = { ...project, begins_on: day(project.begins_at) };
    return {
      dense: true,
      fields: fields(project.process, choices, given),
      texts: textsOf(project.process).map((each) => ({ ...each, value: textValue(project, each.name) })),
      prepare: (typed) => request(project.process, typed),
    };
  },
  translate: ({ project }) => ({
    hint: words("hint.translate"),
    texts: textsOf({}).map((each) => ({ ...each, value: project[each.name] })),
    prepare: (typed) => Object.fromEntries(TEXTS.map((name) => [name, written(typed[name])]).filter(([, given]) => Object.keys(given).length)),
  }),
  publish: ({ missing }) => ({ hint: words(Object.keys(missing ?? {}).length ? "hint.publish_missing" : "hint.publish"), prepare: () => ({}) }),
  finish: (seen) => ({
    hint: words("hint.finish"),
    fields: [stageField(seen)],
    texts: [explained()],
    prepare: ({ stage, text: given }) => ({ stage, ...(Object.keys(written(given)).length && { text: written(given) }) }),
  }),
  extend: (seen) => ({
    hint: words("hint.extend"),
    fields: [stageField(seen), { name: "until", kind: "date", label: words("field.until") }],
    texts: [explained()],
    check: (typed) => [...(typed.until ? [] : [{ name: "until", code: "required" }]), ...needsText(typed)],
    prepare: ({ text: given, ...rest }) => ({ ...rest, text: written(given) }),
  }),
  discard: () => ({ danger: true, hint: words("hint.discard"), prepare: () => ({}) }),
  stop: () => ({
    danger: true,
    hint: words("hint.stop"),
    texts: [explained()],
    check: needsText,
    prepare: ({ text: given }) => ({ text: written(given) }),
  }),
  publish_protocol: (seen) => ({
    fields: [stageField(seen), { name: "url", kind: "url", label: words("field.url") }],
    texts: [explained("text", 8)],
    check: needsText,
    prepare: ({ stage, url, text: given }) => ({ stage, text: written(given), ...(url && { url }) }),
  }),
  reply: ({ project }) => {
    const open = project.articles.find((each) => !each.replied_at) ?? project.articles[0];
    return {
      hint: words("hint.reply"),
      fields: [{ name: "article", kind: "select", label: words("field.article"), options: project.articles.map((each) => [String(each.number), `${each.number}. ${text(each.title)}${each.replied_at ? " ✓" : ""}`]), value: String(open?.number ?? "") }],
      texts: [explained()],
      check: needsText,
      prepare: ({ article, text: given }) => ({ article: Number(article), text: written(given) }),
    };
  },
  comment: (seen) => ({
    hint: words("hint.comment"),
    fields: [{ name: "about", kind: "select", label: words("field.about"), options: [["project", words("about.project")], ...targets(seen)] }],
    texts: [explained()],
    check: needsText,
    prepare: ({ about, text: given }) => ({ about, text: written(given) }),
  }),
  select: selection,
  put_to_vote: vote,
  decide: decision,
  find_impossible: (seen) => ({
    danger: true,
    hint: words("hint.find_impossible"),
    before: h("p", { class: "c-mut" }, words("fallback_next"), " ", (seen.project.fallback ?? []).map((n) => `№ ${n}`).join(", ") || "–"),
    fields: [{ name: "idea", kind: "select", label: words("field.idea"), options: seen.ideas.filter((each) => RUNS.includes(each.state)).map(({ idea }) => [String(idea.number), `№ ${idea.number} ${titleOf(idea)}`]) }],
    texts: [explained()],
    check: (typed) => [...(typed.idea ? [] : [{ name: "idea", code: "required" }]), ...needsText(typed)],
    prepare: ({ idea, text: given }) => ({ idea: Number(idea), text: written(given) }),
  }),
};

function textValue(project, name) {
  const each = (make) => Object.fromEntries(languages.map(([code]) => [code, make(code)]));
  if (name === "articles") return each((code) => pasted(project.articles, code));
  if (name === "rewards") return each((code) => rewardLines(project.campaign?.rewards, code));
  return project[name] ?? project.campaign?.[name];
}

function targets({ project, ideas }) {
  const articles = (project.articles ?? []).map((each) => [`article/${each.number}`, t("desk.project.about.article", { n: `${each.number}. ${text(each.title)}` })]);
  const open = project.process.ideas?.private ? [] : ideas.filter((each) => each.state !== "pending");
  return [...articles, ...open.map(({ idea }) => [`idea/${idea.number}`, t("desk.project.about.idea", { n: `${idea.number} ${titleOf(idea)}` })])];
}
