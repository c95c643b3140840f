// One question of the builder: its field set, and what is read back out of it.
import { h } from "./dom.js";
import { lineOf, linesOf, optionsOf, textsOf } from "./survey_lines.js";
import { t } from "./words.js";

export const KINDS = ["single", "multiple", "scale", "number", "text", "matrix", "ranking"];
const TESTS = ["", "answered", "equals", "includes", "at_least"];
const CHOICES = ["single", "multiple", "ranking"];
const SCALES = { "1-5": [1, 5], "0-10": [0, 10] };
const MOST_RULES = 5;
let last = 0;

function field(part, label, input) {
  const id = `b-${(last += 1)}`;
  input.id = id;
  input.dataset.part = part;
  return h("div", { class: "d-field" }, h("label", { for: id }, label), input);
}

const word = (name) => t(`desk.survey.part.${name}`);
const line = (part, value) => field(part, word(part), h("input", { value: value ?? "", autocomplete: "off" }));
const lines = (part, value) => field(part, word(part), h("textarea", { rows: 4, class: "d-short", value: value ?? "" }));
const select = (part, options, value, label = (each) => each) => field(part, word(part),
  h("select", {}, options.map((each) => h("option", { value: each, selected: each === value }, label(each)))));

function tick(part, checked) {
  const id = `b-${(last += 1)}`;
  return h("div", { class: "c-check" }, h("input", { type: "checkbox", id, checked: Boolean(checked), "data-part": part }), h("label", { for: id }, word(part)));
}

/** The fields of a question; `changed` is called when its kind changes, which changes its fields. */
export function fields(question, changed) {
  const { kind } = question;
  const kinds = select("kind", KINDS, kind, (each) => t(`desk.survey.kind.${each}`));
  kinds.querySelector("select").addEventListener("change", changed);
  return [
    h("div", { class: "d-two" }, line("id", question.id), kinds),
    line("text", lineOf(question.text)),
    line("hint", lineOf(question.hint)),
    CHOICES.includes(kind) && lines("options", linesOf(question.options)),
    ["single", "multiple"].includes(kind) && tick("other", question.other),
    kind === "matrix" && lines("rows", linesOf(question.rows)),
    ["scale", "matrix"].includes(kind) && [select("scale", Object.keys(SCALES), question.high === 10 ? "0-10" : "1-5"), line("low_label", lineOf(question.low_label)), line("high_label", lineOf(question.high_label))],
    kind === "number" && [h("div", { class: "d-two" }, line("least", question.least), line("most", question.most)), line("unit", lineOf(question.unit)), tick("whole", question.whole)],
    tick("required", question.required),
    conditions(question),
  ];
}

// Conditions stand one below the other; one whose question is left empty counts as removed.
function conditions({ show_if: rules = [], show_when: when = "all" }) {
  const add = h("button", { type: "button", class: "c-btn" }, t("desk.survey.add_condition"));
  const one = (rule) => h("div", { "data-rule": "" },
    h("div", { class: "d-two" }, line("if_question", rule.question), select("if_test", TESTS, rule.test ?? "", (each) => t(`desk.survey.test.${each || "always"}`))),
    line("if_value", rule.value));
  const listed = h("div", {}, (rules.length ? rules : [{}]).map(one));
  const tie = select("if_when", ["all", "any"], when, (each) => t(`desk.survey.when.${each}`));
  const suit = () => {
    tie.hidden = listed.children.length < 2;
    add.disabled = listed.children.length >= MOST_RULES;
  };
  add.addEventListener("click", () => {
    listed.append(one({}));
    suit();
    listed.lastElementChild.querySelector("input").focus();
  });
  suit();
  return [tie, listed, h("p", { class: "c-acts" }, add)];
}

/** Read a question back as the service takes it. */
export function read(box) {
  const part = (name) => box.querySelector(`[data-part=${name}]`);
  const typed = (name) => part(name)?.value.trim() ?? "";
  const made = { id: typed("id"), kind: typed("kind"), text: textsOf(typed("text")), required: part("required").checked };
  if (typed("hint")) made.hint = textsOf(typed("hint"));
  if (part("options")) made.options = optionsOf(typed("options"));
  if (part("other")?.checked) made.other = true;
  if (part("rows")) made.rows = optionsOf(typed("rows"));
  if (part("scale")) [made.low, made.high] = SCALES[typed("scale")];
  for (const name of ["low_label", "high_label", "unit"]) if (typed(name)) made[name] = textsOf(typed(name));
  for (const name of ["least", "most"]) if (typed(name)) made[name] = number(typed(name));
  if (part("whole")?.checked) made.whole = true;
  const rules = [...box.querySelectorAll("[data-rule]")].map(ruleOf).filter(Boolean);
  if (rules.length) made.show_if = rules;
  if (rules.length > 1 && typed("if_when") === "any") made.show_when = "any";
  return made;
}

const number = (text) => Number(text.replace(",", "."));

function ruleOf(box) {
  const typed = (name) => box.querySelector(`[data-part=${name}]`).value.trim();
  return typed("if_question") && typed("if_test") ? condition(typed("if_question"), typed("if_test"), typed("if_value")) : null;
}

function condition(question, test, value) {
  if (test === "answered") return { question, test };
  return { question, test, value: value !== "" && Number.isFinite(number(value)) ? number(value) : value };
}
