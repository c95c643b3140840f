// A new dataset, or a new version of one: a file is chosen, its columns described, checked and kept.
import * as calls from "./api.js";
import * as api from "./dataset_api.js";
import { fieldset, guessed, read } from "./dataset_columns.js";
import { allLanguages, controls, described, inputOf } from "./dataset_fields.js";
import { changes, preview, problems } from "./dataset_parts.js";
import { fill, h, say } from "./dom.js";
import { values } from "./form.js";
import { heading, message, show } from "./frame.js";
import { setZone, t, word } from "./words.js";

const MOST_BYTES = 2_000_000;

export async function screen(id) {
  const [list, choices, found] = await Promise.all([api.datasets(), api.choices(), id ? api.dataset(id) : null]);
  setZone(list.timezone);
  return () => draw(list, choices, found);
}

function draw(list, choices, found) {
  const earlier = found?.dataset ?? {};
  const title = t(found ? "desk.dataset.new_version" : "desk.dataset.new");
  const file = h("input", { type: "file", id: "f-csv", "data-name": "csv", accept: ".csv,.tsv,.txt,text/csv", onchange: () => chosen() });
  const columns = h("div", {});
  const trouble = h("div", {});
  const outcome = h("div", {});
  const check = h("button", { type: "button", class: "c-btn", onclick: () => perform(check, inspect) }, t("desk.dataset.check"));
  const save = h("button", { type: "submit", class: "c-btn c-btn--p" }, t("desk.dataset.save"));
  const again = h("button", { type: "button", class: "c-btn", onclick: () => perform(again, guess) }, t("desk.dataset.guess"));
  const form = h("form", { class: "c-form c-form--wide d-form", novalidate: true },
    h("div", { class: "d-field" }, h("label", { for: "f-csv" }, t("desk.dataset.field.csv")), h("p", { class: "c-hint" }, t("desk.dataset.csv_hint")), file),
    h("p", { class: "c-hint" }, t("desk.dataset.lines_hint", { languages: allLanguages() })),
    controls(list, choices, earlier),
    h("h2", {}, t("desk.dataset.columns")), h("p", { class: "c-hint" }, t("desk.dataset.columns_hint")), columns, h("p", { class: "c-acts" }, again),
    trouble, outcome, h("div", { class: "c-acts" }, check, save));
  let rid = calls.rid();

  const drawColumns = (all, key = []) => fill(columns, all.map((each, at) => fieldset(each, at, key.includes(each.name))));
  const columnOf = (name) => name && [...columns.querySelectorAll("[data-part=name]")].find((box) => box.value.trim() === name)?.closest("[data-column]");
  const description = () => JSON.stringify(described(values(form), read(columns), earlier));

  async function content() {
    const [one] = file.files;
    const wrong = !one ? "no_file" : one.size > MOST_BYTES && "too_large";
    if (wrong) throw new calls.Refused(422, { code: "invalid_input", errors: [{ name: "csv", detail: t(`desk.dataset.${wrong}`) }] });
    return { csv_base64: await api.base64(one) };
  }

  async function guess() {
    const told = await api.inspect(await content());
    if (told.total) return refuseFile(told);
    drawColumns(told.columns.map(guessed));
    return say(t("desk.dataset.rows", { n: told.rows }));
  }

  function refuseFile(told) {
    const summary = problems(told, columnOf);
    fill(outcome, summary);
    summary.focus();
    return false;
  }

  async function inspect() {
    const told = await api.inspect({ ...(await content()), dataset: description() });
    if (told.total) return refuseFile(told);
    fill(outcome, h("p", { class: "c-note c-note--ok d-gap", role: "status", "data-good": "" }, t("desk.dataset.good", { n: told.rows })), changes(told.changes), preview(told.preview, told.rows));
    return true;
  }

  async function keep() {
    if (!(await inspect())) return;
    const seen = found ? { seen: found.version } : {};
    const answer = await api.keep({ rid, ...seen, ...(await content()), dataset: description() });
    location.hash = `#/dataset/${answer.dataset}`;
  }

  function chosen() {
    fill(outcome);
    if (!columns.children.length && file.files.length) perform(again, guess);
  }

  async function perform(button, work) {
    button.disabled = true;
    fill(trouble);
    say(t("desk.sending"));
    try {
      await work();
    } catch (error) {
      // What is sent next is another request than the one that was refused.
      rid = calls.rid();
      tell(form, trouble, error);
    }
    button.disabled = false;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    perform(save, keep);
  });
  drawColumns(earlier.tables?.[0].columns ?? [], earlier.tables?.[0].key ?? []);
  show(title, h("nav", { class: "c-crumb d-crumb" }, h("a", { href: "#/datasets" }, `← ${t("desk.datasets")}`)), heading(title, { class: "d-h" }), form);
}

/** Name each mistake; it leads to its field, and nothing typed is lost. */
function tell(form, trouble, error) {
  for (const box of form.querySelectorAll("[aria-invalid]")) box.removeAttribute("aria-invalid");
  const items = (error.fields ?? []).map(({ name: field, detail }) => {
    const at = inputOf(form, field);
    const text = detail || t("desk.error.invalid");
    if (!at) return h("li", {}, `${field}: ${text}`);
    const box = at.closest("[data-column]");
    const label = at.matches("fieldset") ? at.querySelector("legend").textContent : form.querySelector(`label[for="${at.id}"]`).textContent;
    const whole = box && box !== at ? `${box.querySelector("legend").textContent}, ${label}` : label;
    if (!at.matches("fieldset")) at.setAttribute("aria-invalid", "true");
    const go = (event) => {
      event.preventDefault();
      at.focus();
    };
    return h("li", {}, h("a", { href: `#${at.id}`, onclick: go }, `${whole}: ${text}`));
  });
  const summary = h("div", { class: "c-errors", role: "alert", tabindex: "-1" }, h("h2", {}, items.length ? t("desk.error.summary") : word(`desk.error.${error.code}`, message(error))), h("ul", {}, items));
  fill(trouble, summary);
  summary.focus();
}
