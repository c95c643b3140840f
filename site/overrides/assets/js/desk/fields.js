// The fields of the desk's forms, each with its label, hint, counter and place for an error.
import { h } from "./dom.js";
import { languageName, languages, number, t } from "./words.js";

export const idOf = (name, lang) => (lang ? `f-${name}-${lang}` : `f-${name}`);

// A field is {name, kind, label?, options?, most?, rows?, value?}; texts are asked in each language.
export function control(field, lang) {
  const id = idOf(field.name, lang);
  const input = make(field, id, lang);
  input.dataset.name = field.name;
  if (lang) input.dataset.lang = lang;
  return wrap(field, id, input, lang);
}

function make(field, id, lang) {
  const common = { id, lang: lang ?? null, "aria-describedby": `${id}-e` };
  if (field.kind === "select") {
    return h("select", common, field.options.map(([value, text]) => h("option", { value }, text)));
  }
  if (field.kind === "long" || field.kind === "texts") {
    const rows = field.rows ?? 6;
    return h("textarea", { ...common, rows, class: rows < 4 ? "d-short" : null });
  }
  if (field.kind === "check") return h("input", { ...common, type: "checkbox" });
  const type = { date: "date", time: "time", number: "number", url: "url" }[field.kind] ?? "text";
  return h("input", { ...common, type, min: field.least ?? null, max: field.top ?? null, autocomplete: "off" });
}

function wrap(field, id, input, lang) {
  const label = h("label", { for: id }, field.label ?? t(`desk.field.${field.name}`), lang && h("span", { class: "c-sr" }, ` (${languageName(lang)})`));
  const error = h("p", { class: "c-error", id: `${id}-e`, hidden: true });
  if (field.kind === "check") return h("div", { class: "d-field" }, h("div", { class: "c-check" }, input, label), error);
  return h("div", { class: "d-field" }, label, error, input, field.most && counter(input, field.most));
}

function counter(input, most) {
  const shown = h("p", { class: "c-count" });
  const count = () => {
    const length = [...input.value].length;
    shown.textContent = t("desk.characters", { a: number(length), b: number(most) });
    shown.classList.toggle("c-count--over", length > most);
  };
  input.addEventListener("input", count);
  count();
  return shown;
}

// One tab for each language, so that a long answer stays on one screen.
export function languageTabs(fields, first, whole = false) {
  const codes = languages.map(([code]) => code);
  const panels = new Map(codes.map((code) => [code, h("div", {
    role: "tabpanel", id: `d-panel-${code}`, "aria-labelledby": `d-tab-${code}`, class: "d-panel",
  }, fields.map((field) => control(field, code)))]));
  const tabs = codes.map((code) => h("button", {
    type: "button", role: "tab", id: `d-tab-${code}`, "aria-controls": `d-panel-${code}`, lang: code,
    onclick: () => open(code), onkeydown: (event) => walk(event, code),
  }, languageName(code), h("span", { class: "d-tab__m", hidden: true }, " ✓", h("span", { class: "c-sr" }, t("desk.filled")))));
  function open(chosen) {
    for (const [at, code] of codes.entries()) {
      panels.get(code).hidden = code !== chosen;
      tabs[at].setAttribute("aria-selected", String(code === chosen));
      tabs[at].tabIndex = code === chosen ? 0 : -1;
    }
  }
  function walk(event, code) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const next = (codes.indexOf(code) + by + codes.length) % codes.length;
    open(codes[next]);
    tabs[next].focus();
  }
  function mark() {
    for (const [at, code] of codes.entries()) {
      const filled = [...panels.get(code).querySelectorAll("textarea")].every((box) => box.value.trim());
      tabs[at].querySelector(".d-tab__m").hidden = !filled;
    }
  }
  open(first);
  const node = h("div", { class: "d-tabs", oninput: mark },
    h("div", { role: "tablist", "aria-label": t("desk.language"), class: "d-tablist" }, tabs),
    h("p", { class: "c-hint" }, t(whole ? "desk.languages_whole" : "desk.languages_hint")), [...panels.values()]);
  return { node, open, mark };
}
