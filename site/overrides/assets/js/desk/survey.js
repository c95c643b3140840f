// One survey on the desk: what it asks, how many answered, what may be done now.
import { h, say } from "./dom.js";
import { actForm } from "./form.js";
import { heading, message, show } from "./frame.js";
import * as api from "./survey_api.js";
import { lineOf, textsOf } from "./survey_lines.js";
import { language, moment, number, pick, setZone, t } from "./words.js";

const MOST_LINKS = 200;
let told = null;

export async function screen(id, act, go) {
  const found = await api.survey(id);
  setZone(found.timezone);
  const question = act.startsWith("themes-") ? act.slice("themes-".length) : "";
  const read = question ? await api.texts(id, question) : null;
  return () => draw(found, act, question, read, go);
}

function draw(found, act, question, read, go) {
  const [title, lang] = pick(found.title);
  const { facts } = found;
  show(title,
    h("nav", { class: "c-crumb d-crumb" }, h("a", { href: "#/surveys" }, `← ${t("desk.surveys")}`)),
    heading(title, { class: "d-h", lang }),
    told && h("div", { class: "c-note c-note--ok d-gap", role: "status" }, told),
    h("p", {}, h("span", { class: "c-badge d-badge" }, t(`desk.survey.state.${found.state}`)), " ", moment(found.opens_at), " – ", moment(found.closes_at)),
    h("p", { class: "c-mut" }, t(`desk.survey.identity.${facts.identity}`), facts.identity === "link" && ` · ${t("desk.survey.invited", { n: facts.invited })}`),
    !["draft", "discarded"].includes(found.state) && h("p", { class: "c-acts" }, page(found, "", "page_link"), found.state === "closed" && page(found, "results/", "results_link")),
    found.may_act && acts(found, go),
    act === "links" && linksForm(found, go),
    question && themesForm(found, question, read, go),
    found.outcome && h("section", { class: "d-part" }, h("h2", {}, t("desk.survey.answers")), h("p", {}, t("desk.survey.people", { n: found.outcome.people })), results(found)),
    preview(facts));
  told = null;
}

const page = (found, rest, word) => h("a", { class: "c-btn", href: `/${language()}/surveys/${found.id}/${rest}` }, t(`desk.survey.${word}`));

function acts(found, go) {
  const press = (name) => h("button", { type: "button", class: "c-btn", onclick: (event) => perform(event.target, found, name, go) }, t(`desk.survey.${name}`));
  const link = (to, word) => h("a", { class: "c-btn", href: `#/survey/${found.id}/${to}` }, t(word));
  const isRunning = ["waiting", "open"].includes(found.state);
  const texts = found.facts.pages.flatMap((each) => each.questions).filter((each) => each.kind === "text");
  return h("div", { class: "c-acts d-gap" },
    found.state === "draft" && [link("edit", "desk.survey.change"), press("opening"), press("discarding")],
    isRunning && press("closing"),
    isRunning && found.facts.identity === "link" && link("links", "desk.survey.links"),
    ["open", "closed"].includes(found.state) && texts.map((each) => h("a", { class: "c-btn", href: `#/survey/${found.id}/themes-${each.id}` }, t("desk.survey.themes_of", { question: pick(each.text)[0] }))));
}

async function perform(button, found, name, go) {
  if (!confirm(t(`desk.survey.sure_${name}`))) return;
  button.disabled = true;
  try {
    await api.act(found.id, name, { seen: found.version });
    told = t(`desk.survey.done_${name}`);
    go();
  } catch (error) {
    button.disabled = false;
    told = [message(error), ...error.fields.map(({ name: field, detail }) => `${field}: ${detail}`)].join(" ");
    say(told);
    go();
  }
}

function linksForm(found, go) {
  const plan = {
    title: t("desk.survey.links"),
    hint: t("desk.survey.links_hint"),
    fields: [{ name: "count", kind: "number", label: t("desk.survey.links_count"), least: 1, top: MOST_LINKS, value: 10 }],
    prepare: ({ count }) => ({ seen: found.version, count: Number(count) }),
    send: (body) => api.act(found.id, "links", body),
  };
  return actForm("links", plan, {}, {
    id: `survey-${found.id}`, version: found.version, reload: () => go(),
    cancel: () => { location.hash = `#/survey/${found.id}`; },
    done: ({ links }) => {
      told = h("div", {}, h("p", {}, t("desk.survey.links_once")), h("textarea", { rows: 10, readonly: true, "aria-label": t("desk.survey.links"), value: links.map((path) => location.origin + path).join("\n") }));
      location.hash = `#/survey/${found.id}`;
    },
  });
}

const themesOf = (lines) => lines.split("\n").filter((line) => line.trim()).map((line) => {
  const [count, ...rest] = line.split("|");
  return { count: Number(count), name: textsOf(rest.join("|")) };
});

function themesForm(found, question, read, go) {
  const kept = found.facts.themes?.[question] ?? [];
  const plan = {
    title: t("desk.survey.themes"),
    hint: t("desk.survey.themes_hint"),
    before: h("details", { class: "c-tbl", open: true }, h("summary", {}, t("desk.survey.texts", { n: read.total })), h("ul", { class: "d-notes" }, read.texts.map((text) => h("li", { class: "d-lines" }, text)))),
    fields: [{ name: "themes", kind: "long", label: t("desk.survey.themes"), value: kept.map(({ count, name }) => `${count} | ${lineOf(name)}`).join("\n") }],
    prepare: ({ themes }) => ({ seen: found.version, question, themes: themesOf(themes) }),
    send: (body) => api.act(found.id, "themes", body),
  };
  return actForm(`themes-${question}`, plan, {}, {
    id: `survey-${found.id}`, version: found.version, reload: () => go(),
    cancel: () => { location.hash = `#/survey/${found.id}`; },
    done: () => {
      told = t("desk.survey.done_themes");
      location.hash = `#/survey/${found.id}`;
    },
  });
}

function results(found) {
  if (!found.outcome.shown) return h("p", { class: "c-mut" }, t("desk.survey.results_wait"));
  const asked = new Map(found.facts.pages.flatMap((each) => each.questions).map((each) => [each.id, each]));
  const cell = (value) => (value === null ? "–" : number(value));
  const row = (one) => {
    const listed = [...(asked.get(one.question).rows ?? []), ...(asked.get(one.question).options ?? [])];
    const part = one.row ? `: ${pick(listed.find(({ id }) => id === one.row)?.text)[0]}` : "";
    return h("tr", {}, h("th", { scope: "row" }, pick(asked.get(one.question).text)[0], part), h("td", {}, one.hidden ? t("desk.survey.hidden") : cell(one.answered)), h("td", {}, cell(one.mean)));
  };
  return h("div", { class: "c-scroll", tabindex: "0", role: "group", "aria-label": t("desk.survey.answers") }, h("table", {}, h("thead", {}, h("tr", {}, ["questions", "answers", "mean"].map((each) => h("th", { scope: "col" }, t(`desk.survey.${each}`))))), h("tbody", {}, found.outcome.shown.map(row))));
}

function preview({ pages }) {
  return h("section", { class: "d-part" }, h("h2", {}, t("desk.survey.preview")), pages.map((each) => [
    pick(each.title)[0] && h("h3", {}, pick(each.title)[0]),
    h("ol", {}, each.questions.map((one) => {
      const [text, lang] = pick(one.text);
      const listed = [...(one.options ?? []), ...(one.rows ?? [])];
      const rules = (one.show_if ?? []).map(({ question, test, value }) => `${question} ${t(`desk.survey.test.${test}`)} ${value ?? ""}`);
      return h("li", {}, h("p", { lang }, text, one.required && " *"), h("p", { class: "c-mut c-small" }, t(`desk.survey.kind.${one.kind}`), rules.length > 0 && ` · ${rules.join(` ${t(`desk.survey.tie.${one.show_when ?? "all"}`)} `)}`),
        listed.length > 0 && h("ul", {}, listed.map((option) => h("li", {}, pick(option.text)[0]))));
    })),
  ]));
}
