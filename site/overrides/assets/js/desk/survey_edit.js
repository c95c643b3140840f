// A new survey, or a draft changed: what it is, whom it asks, and its questions.
import { fill, h, say } from "./dom.js";
import { control } from "./fields.js";
import { restore, values } from "./form.js";
import { heading, message, show } from "./frame.js";
import { draft, requests } from "./long_form.js";
import * as api from "./survey_api.js";
import { dayOf, instant, timeOf } from "./poll_pieces.js";
import { builder } from "./survey_builder.js";
import { lineOf, textsOf } from "./survey_lines.js";
import { name, setZone, t, today, word } from "./words.js";

const SUBJECTS = ["", "service", "body", "work", "project"];
const IDENTITIES = ["code", "none", "link"];

export async function screen(id, go) {
  const [list, choices, found] = await Promise.all([api.surveys(), api.choices(), id ? api.survey(id) : null]);
  setZone(list.timezone);
  return () => draw(list, choices, found, go);
}

const options = (names, prefix) => names.map((each) => [each, t(`${prefix}.${each || "nothing"}`)]);
const WEEK = 7;
const later = () => new Date(Date.parse(`${today()}T00:00Z`) + WEEK * 86_400_000).toISOString().slice(0, 10);
// What the service calls otherwise than the form does.
const FIELDS = { opens_at: "opens_on", closes_at: "closes_on", eligibility: "eligible" };

function controls(list, choices, facts) {
  const bodies = list.bodies.map((id) => [id, name(choices.bodies.find((each) => each.id === id)) || id]);
  const places = choices.jurisdictions.map(({ code, name: named }) => [code, name({ name: named }) || code]);
  const field = (key, kind, value, more = {}) => {
    const made = control({ name: key, kind, label: t(`desk.survey.field.${key}`), ...more });
    const input = made.querySelector("[data-name]");
    if (value !== undefined && value !== "") input.value = value;
    return made;
  };
  return [
    field("title", "text", lineOf(facts.title)),
    field("about", "long", lineOf(facts.about), { rows: 3 }),
    field("body", "select", facts.body, { options: bodies }),
    field("jurisdiction", "select", facts.jurisdiction, { options: places }),
    field("identity", "select", facts.identity, { options: options(IDENTITIES, "desk.survey.identity") }),
    field("eligible", "select", facts.eligibility?.jurisdiction ?? "", { options: [["", t("desk.survey.everywhere")], ...places] }),
    field("age", "number", facts.eligibility?.minimum_age ?? "", { least: 0, top: 120 }),
    field("opens_on", "date", facts.opens_at ? dayOf(facts.opens_at) : today()),
    field("opens_time", "time", facts.opens_at ? timeOf(facts.opens_at) : "09:00"),
    field("closes_on", "date", facts.closes_at ? dayOf(facts.closes_at) : later()),
    field("closes_time", "time", facts.closes_at ? timeOf(facts.closes_at) : "18:00"),
    field("results", "select", facts.results, { options: options(["after_close", "live"], "desk.survey.results") }),
    field("subject_kind", "select", facts.subject_kind, { options: options(SUBJECTS, "desk.survey.subject") }),
    field("subject", "text", facts.subject),
  ];
}

// Typed in the government's own time; a day left empty is told by the service.
const at = (day, time) => (day ? instant(day, time) : "");

function described(typed, pages) {
  const eligibility = {};
  if (typed.eligible) eligibility.jurisdiction = typed.eligible;
  if (typed.age) eligibility.minimum_age = Number(typed.age);
  const { title, about, body, jurisdiction, identity, results, subject_kind: kind, subject } = typed;
  return {
    title: textsOf(title), about: textsOf(about), body, jurisdiction, identity, eligibility, results,
    opens_at: at(typed.opens_on, typed.opens_time), closes_at: at(typed.closes_on, typed.closes_time), subject_kind: kind, subject, pages: JSON.stringify(pages),
  };
}

function draw(list, choices, found, go) {
  const facts = found?.facts ?? {};
  const title = t(found ? "desk.survey.change" : "desk.survey.new");
  const earlier = draft(`survey-${found?.id ?? "new"}`);
  const built = builder(earlier.kept?.pages ?? facts.pages ?? [], list.ready);
  const trouble = h("div", {});
  const button = h("button", { type: "submit", class: "c-btn c-btn--p" }, t("desk.survey.save"));
  const form = h("form", { class: "c-form c-form--wide d-form", novalidate: true },
    earlier.note(found?.version, () => draw(list, choices, found, go)), trouble, controls(list, choices, facts),
    h("h2", {}, t("desk.survey.questions")), built.node, h("div", { class: "c-acts" }, button));
  const request = requests();
  restore(form, earlier.kept?.values ?? {});
  earlier.keep(form, found?.version, () => ({ values: values(form), pages: built.collect() }));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    say(t("desk.sending"));
    try {
      const body = request(described(values(form), built.collect()));
      const answer = found ? await api.act(found.id, "change", { seen: found.version, ...body }) : await api.begin(body);
      earlier.forget();
      location.hash = `#/survey/${answer.survey}`;
    } catch (error) {
      if (error.status === 401) return go();
      button.disabled = false;
      return tell(form, trouble, error);
    }
    return undefined;
  });
  show(title, h("nav", { class: "c-crumb d-crumb" }, h("a", { href: "#/surveys" }, `← ${t("desk.surveys")}`)), heading(title, { class: "d-h" }), form);
}

/** Name each mistake; those of a question lead to it, and nothing typed is lost. */
function tell(form, trouble, error) {
  for (const box of form.querySelectorAll("[aria-invalid]")) box.removeAttribute("aria-invalid");
  const items = (error.fields ?? []).map(({ name: field, code, detail }) => {
    const at = document.getElementById(field) ?? form.querySelector(`[data-name="${CSS.escape(FIELDS[field] ?? field)}"]`);
    const text = word(`desk.error.${code}`, detail || t("desk.error.invalid"));
    const label = at?.matches("fieldset") ? `${at.querySelector("legend").textContent} (${field.slice(2)})` : word(`desk.survey.field.${field}`, field);
    if (!at) return h("li", {}, `${label}: ${text}`);
    if (!at.matches("fieldset")) at.setAttribute("aria-invalid", "true");
    const go = (event) => {
      event.preventDefault();
      at.focus();
    };
    return h("li", {}, h("a", { href: `#${at.id}`, onclick: go }, `${label}: ${text}`));
  });
  const summary = h("div", { class: "c-errors", role: "alert", tabindex: "-1" }, h("h2", {}, items.length ? t("desk.error.summary") : message(error)), h("ul", {}, items));
  fill(trouble, summary);
  summary.focus();
}
