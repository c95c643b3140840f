// What each move of an idea asks for, and the request it makes.
import { written } from "./acts.js";
import { titleOf } from "./project_ideas.js";
import { text, words } from "./project_pieces.js";
import { explained, needsText } from "./project_plans.js";
import { review } from "./project_review.js";
import { languages, t } from "./words.js";

const TITLE_MOST = 200, TEXT_MOST = 6_000;
const CLOSED = ["pending", "returned", "hidden", "withdrawn", "merged"];

// Returns the plan of a move as `form.js` takes it.
export const plan = (act, seen, each) => ({ hint: words(`move_hint.${act}`), ...PLANS[act](seen, each) });

const plain = () => ({ prepare: () => ({}) });
const withText = (seen, { idea }) => ({ texts: [explained()], firstTab: idea.language, check: needsText, prepare: ({ text: given }) => ({ text: written(given) }) });
const given = (texts) => (Object.keys(written(texts)).length ? { text: written(texts) } : {});

const PLANS = {
  publish: plain,
  return: withText,
  hide: (seen, each) => ({ danger: true, ...withText(seen, each) }),
  restore: withText,
  ask_rework: withText,
  answer: withText,
  pass: (seen, each) => screening(seen, each, { all: true }),
  fail: (seen, each) => ({ danger: true, ...screening(seen, each, { all: false }) }),
  estimate: (seen, { idea }) => ({
    fields: [{ name: "cost", kind: "number", least: 0, label: `${words("cost_body")}, ${seen.project.money.currency}`, value: String(idea.estimate ?? idea.cost ?? "") }],
    texts: [explained()],
    check: (typed) => [...(typed.cost === "" ? [{ name: "cost", code: "required" }] : []), ...needsText(typed)],
    prepare: (typed) => ({ cost: Number(typed.cost), text: written(typed.text) }),
  }),
  merge: (seen, each) => ({
    fields: [{ name: "into", kind: "select", label: words("field.into"), options: [["", t("desk.complaint.screen.choose")], ...others(seen, each)] }],
    texts: [explained()],
    check: (typed) => (typed.into ? [] : [{ name: "into", code: "required" }]),
    prepare: (typed) => ({ into: Number(typed.into), ...given(typed.text) }),
  }),
  translate: (seen, { idea }) => {
    const own = (texts, word) => ({ ...texts, [idea.language]: word });
    return {
      texts: [
        { name: "titles", kind: "texts", rows: 2, label: words("field.title"), most: TITLE_MOST, value: own(idea.titles, idea.title) },
        { name: "texts", kind: "texts", rows: 8, label: words("idea_text"), most: TEXT_MOST, value: own(idea.texts, idea.text) },
      ],
      firstTab: languages.find(([code]) => code !== idea.language && !idea.titles?.[code])?.[0] ?? idea.language,
      check: (typed) => (Object.keys(without(typed.titles, idea)).length ? [] : [{ name: "titles", code: "required" }]),
      prepare: (typed) => {
        const said = without(typed.texts, idea);
        return { titles: without(typed.titles, idea), ...(Object.keys(said).length && { texts: said }) };
      },
    };
  },
  review,
};

const without = (texts, { language: own }) => Object.fromEntries(Object.entries(written(texts)).filter(([code]) => code !== own));
const others = ({ ideas }, each) => ideas.filter((one) => one.idea.number !== each.idea.number && !CLOSED.includes(one.state)).map(({ idea }) => [String(idea.number), `№ ${idea.number} ${titleOf(idea)}`]);

// The list of the technical screening: all lines hold, or the reason why not is public.
function screening({ project }, { idea }, { all }) {
  const rule = project.process.stages.find((stage) => stage.kind === "screening");
  return {
    fields: rule.checks.map((check) => ({ name: `check:${check.key}`, kind: "check", label: text(check.name), value: false })),
    texts: [explained()],
    firstTab: idea.language,
    check: (typed) => (all ? rule.checks.filter((check) => !typed[`check:${check.key}`]).map((check) => ({ name: `check:${check.key}`, code: "required" })) : needsText(typed)),
    prepare: (typed) => ({ checks: Object.fromEntries(rule.checks.map((check) => [check.key, typed[`check:${check.key}`]])), ...given(typed.text) }),
  };
}
