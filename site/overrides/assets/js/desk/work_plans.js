// What each act on a work asks for, and the request it makes.
import { written } from "./acts.js";
import { text } from "./project_pieces.js";
import { explained, needsText } from "./project_plans.js";
import * as milestones from "./work_milestones.js";
import { t, today } from "./words.js";

const word = (key) => t(`desk.work.${key}`);
const WHOLE = 100;

// Returns the plan of an act as `form.js` takes it.
export const plan = (act, seen) => ({ hint: word(`hint.${act}`), ...PLANS[act](seen) });

const optional = (typed) => (Object.keys(written(typed.text)).length ? { text: written(typed.text) } : {});
const spent = ({ work }) => ({ name: "spent", kind: "number", least: 0, label: `${word("field.spent")}, ${work.currency}`, value: String(work.spent ?? "") });
const amount = (value) => (value === "" ? {} : { spent: Number(value) });

const PLANS = {
  progress: (seen) => ({
    fields: [
      { name: "milestone", kind: "select", label: word("field.milestone"), options: seen.work.milestones.map((each) => [each.key, `${text(each.name)} · ${each.done_on ? WHOLE : each.progress ?? 0} %`]), value: (seen.work.milestones.find((each) => !each.done_on) ?? seen.work.milestones[0])?.key },
      { name: "progress", kind: "number", least: 0, top: WHOLE, label: word("field.progress") },
      { name: "done_on", kind: "date", top: today(), label: word("field.done_on") },
    ],
    texts: [explained()],
    check: (typed) => (typed.progress === "" && !typed.done_on ? [{ name: "progress", code: "required" }] : []),
    prepare: ({ milestone, progress, done_on: done, ...typed }) => ({ milestone, progress: done ? WHOLE : Number(progress), ...(done && { done_on: done }), ...optional(typed) }),
  }),
  update: (seen) => ({
    fields: [spent(seen), { name: "contractor", kind: "text", label: word("field.contractor"), value: seen.work.contractor ?? "" }, { name: "ends_on", kind: "date", label: word("field.ends_on"), value: seen.work.ends_on }],
    dense: true,
    after: milestones.milestones(seen.work.milestones, [`work-${seen.work.id}`, "update"]),
    texts: [explained()],
    check: (typed) => [...milestones.wrong(typed), ...needsText(typed)],
    prepare: (typed) => ({
      ...amount(typed.spent),
      ...(typed.contractor !== (seen.work.contractor ?? "") && { contractor: typed.contractor }),
      ...(typed.ends_on !== seen.work.ends_on && { ends_on: typed.ends_on }),
      milestones: milestones.written(typed, seen.work.milestones),
      text: written(typed.text),
    }),
  }),
  finish: (seen) => ({
    fields: [{ name: "done_on", kind: "date", top: today(), label: word("field.done_on"), value: today() }, spent(seen)],
    texts: [explained()],
    check: (typed) => [...(typed.done_on ? [] : [{ name: "done_on", code: "required" }]), ...needsText(typed)],
    prepare: (typed) => ({ done_on: typed.done_on, ...amount(typed.spent), text: written(typed.text) }),
  }),
  stop: () => ({ danger: true, texts: [explained()], check: needsText, prepare: (typed) => ({ text: written(typed.text) }) }),
  thanks: (seen) => ({
    fields: [{ name: "thanks", kind: "text", label: word("field.thanks"), value: seen.work.thanks ?? "" }],
    check: ({ thanks }) => (thanks.trim() ? [] : [{ name: "thanks", code: "required" }]),
    prepare: ({ thanks }) => ({ thanks }),
  }),
};

