// A new dataset, or a new version of one: a file is chosen, its columns described, checked and kept.
import * as calls from "./api.js";
import * as api from "./dataset_api.js";
import { charts } from "./dataset_charts.js";
import { fieldset, guessed, read, typed } from "./dataset_columns.js";
import { tell } from "./dataset_errors.js";
import { allLanguages, controls, described } from "./dataset_fields.js";
import { changes, preview, problems } from "./dataset_parts.js";
import { sources } from "./dataset_sources.js";
import { fill, h, say } from "./dom.js";
import { restore, values } from "./form.js";
import { heading, show } from "./frame.js";
import { draft, requests } from "./long_form.js";
import { setZone, t } from "./words.js";

const MOST_BYTES = 2_000_000;

export async function screen(id, go) {
  const [list, choices, found] = await Promise.all([api.datasets(), api.choices(), id ? api.dataset(id) : null]);
  setZone(list.timezone);
  return () => draw(list, choices, found, go);
}

const part = (name, ...children) => h("section", { class: "d-set" }, h("h2", {}, t(`desk.dataset.${name}`)), h("p", { class: "c-hint" }, t(`desk.dataset.${name}_hint`)), children);

function draw(list, choices, found, go) {
  const earlier = found?.dataset ?? {};
  const { kept, ...saved } = draft(`dataset-${found?.id ?? "new"}`);
  const title = t(found ? "desk.dataset.new_version" : "desk.dataset.new");
  const file = h("input", { type: "file", id: "f-csv", "data-name": "csv", accept: ".csv,.tsv,.txt,text/csv", onchange: () => chosen() });
  const columns = h("div", { onchange: () => lists.chart.redraw() });
  const lists = { source: sources(kept?.sources ?? earlier.sources), chart: charts(kept?.charts ?? earlier.charts ?? [], () => read(columns).columns) };
  const trouble = h("div", {});
  const outcome = h("div", {});
  const check = h("button", { type: "button", class: "c-btn", onclick: () => perform(check, inspect) }, t("desk.dataset.check"));
  const save = h("button", { type: "submit", class: "c-btn c-btn--p" }, t("desk.dataset.save"));
  const again = h("button", { type: "button", class: "c-btn", onclick: () => perform(again, guess) }, t("desk.dataset.guess"));
  const form = h("form", { class: "c-form c-form--wide d-form", novalidate: true },
    saved.note(found?.version, () => draw(list, choices, found, go), t("desk.dataset.file_again")),
    h("div", { class: "d-field" }, h("label", { for: "f-csv" }, t("desk.dataset.field.csv")), h("p", { class: "c-hint" }, t("desk.dataset.csv_hint")), file),
    h("p", { class: "c-hint" }, t("desk.dataset.lines_hint", { languages: allLanguages() })),
    controls(list, choices, earlier),
    part("sources", lists.source.node),
    part("columns", columns, h("p", { class: "c-acts" }, again)),
    part("charts", lists.chart.node),
    trouble, outcome, h("div", { class: "c-acts" }, check, save));
  const request = requests();

  function drawColumns(all, key = []) {
    fill(columns, all.map((each, at) => fieldset(each, at, key.includes(each.name))));
    lists.chart.redraw();
  }

  const columnOf = (name) => name && [...columns.querySelectorAll("[data-part=name]")].find((box) => box.value.trim() === name)?.closest("[data-column]");
  const description = () => JSON.stringify(described(values(form), read(columns), { sources: lists.source.read(), charts: lists.chart.read() }, earlier));

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
    const answer = await api.keep(request({ ...seen, ...(await content()), dataset: description() }));
    saved.forget();
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
      if (error.status === 401) return go();
      tell(form, trouble, error, lists);
    }
    button.disabled = false;
    return undefined;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    perform(save, keep);
  });
  // A file is chosen anew: a page cannot put one into its field.
  function all() {
    const { csv, ...fields } = values(form);
    return { values: fields, table: typed(columns), sources: lists.source.typed(), charts: lists.chart.typed() };
  }

  restore(form, kept?.values ?? {});
  const table = kept?.table ?? earlier.tables?.[0] ?? {};
  drawColumns(table.columns ?? [], table.key ?? []);
  saved.keep(form, found?.version, all);
  show(title, h("nav", { class: "c-crumb d-crumb" }, h("a", { href: "#/datasets" }, `← ${t("desk.datasets")}`)), heading(title, { class: "d-h" }), form);
}
