// The milestones of a form: rows that can be added; each has a day, a weight and a name in each language.
import { h } from "./dom.js";
import * as drafts from "./drafts.js";
import { control } from "./fields.js";
import { languages, t } from "./words.js";

const FIRST = 3, MOST = 30;
const word = (key) => t(`desk.work.${key}`);

// `draft` is [id, act] of the form, so that rows added before a reload come back.
export function milestones(given, draft) {
  const kept = Object.keys(drafts.kept(...draft)?.values ?? {}).filter((name) => name.startsWith("due:")).length;
  const list = h("ol", { class: "d-steps d-rowset" });
  const add = () => list.append(row(list.children.length + 1, given[list.children.length]));
  for (let count = Math.max(given.length, kept, FIRST); count > 0; count -= 1) add();
  const more = h("button", { type: "button", class: "c-btn", onclick: () => {
    add();
    list.lastChild.querySelector("input").focus();
    more.hidden = list.children.length >= MOST;
  } }, word("milestone_add"));
  return h("fieldset", { class: "d-field" }, h("legend", { class: "c-label" }, word("milestones")), h("p", { class: "c-hint" }, word("milestones_hint")), list, more);
}

function row(n, step) {
  const fields = [
    control({ name: `due:${n}`, kind: "date", label: word("field.due_on") }),
    control({ name: `weight:${n}`, kind: "number", least: 1, top: 1000, label: word("field.weight") }),
    ...languages.map(([code, short]) => control({ name: `name:${n}`, kind: "text", label: `${word("field.milestone")} (${short})` }, code)),
  ];
  const node = h("li", {}, h("div", { class: "d-grid" }, fields));
  node.dataset.key = step?.key ?? "";
  if (step) put(node, n, step);
  return node;
}

function put(node, n, step) {
  node.querySelector(`[data-name="due:${n}"]`).value = step.due_on;
  node.querySelector(`[data-name="weight:${n}"]`).value = step.weight;
  for (const [code] of languages) node.querySelector(`[data-name="name:${n}"][data-lang=${code}]`).value = step.name[code] ?? "";
}

// Rows without a name are no milestones; a known one keeps its key and how far it is.
export function written(typed, before = []) {
  return Object.keys(typed).filter((name) => name.startsWith("due:")).map((name) => Number(name.slice(4))).flatMap((n) => {
    const name = Object.fromEntries(Object.entries(typed[`name:${n}`]).filter(([, text]) => text.trim()));
    if (!Object.keys(name).length) return [];
    const { key = `m${n}`, progress, done_on } = before[n - 1] ?? {};
    return [{ key, name, due_on: typed[`due:${n}`], weight: Number(typed[`weight:${n}`] || 1), ...(progress && { progress }), ...(done_on && { done_on }) }];
  });
}

export function wrong(typed) {
  return Object.keys(typed).filter((name) => name.startsWith("due:") && Object.values(typed[`name:${name.slice(4)}`]).some((text) => text.trim()) && !typed[name]).map((name) => ({ name, code: "required" }));
}
