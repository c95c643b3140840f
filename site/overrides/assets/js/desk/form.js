// One act's form: keeps what is typed, names what is wrong, sends once, tells of a conflict.
import * as api from "./api.js";
import { fill, h, say } from "./dom.js";
import * as drafts from "./drafts.js";
import { control, idOf, languageTabs } from "./fields.js";
import { message } from "./frame.js";
import { language, t, word } from "./words.js";

// `plan` is {title, hint, fields, texts, before, after, preview, danger, dense, press, whole, prepare, check, send}; see acts.js.
// `press` is what the button says, `whole` tells that texts are needed in every language.
export function actForm(act, plan, seen, { id, version, done, reload, cancel }) {
  const draft = drafts.kept(id, act) ?? {};
  const rid = draft.rid ?? api.rid();
  const title = plan.title ?? t(`desk.act.${act}`);
  const tabs = plan.texts?.length ? languageTabs(plan.texts, firstTab(plan, language()), plan.whole) : null;
  const trouble = h("div", {});
  const preview = h("div", { class: "d-preview", "aria-live": "polite" });
  const send = h("button", { type: "submit", class: `c-btn ${plan.danger ? "c-btn--bad" : "c-btn--p"}` }, plan.press ?? [t("desk.send"), ": ", title]);
  const form = h("form", { class: `c-form c-form--wide d-form${plan.dense ? " d-form--dense" : ""}`, novalidate: true },
    plan.hint && h("p", { class: "c-mut" }, plan.hint), trouble, plan.before,
    (plan.fields ?? []).map((field) => control(field)), tabs?.node, plan.after, preview,
    h("div", { class: "c-acts" }, send, h("button", { type: "button", class: "c-link", onclick: leave }, t("desk.cancel"))));
  restore(form, { ...defaults(plan), ...draft.values });
  tabs?.mark();

  function leave() {
    drafts.forget(id, act);
    cancel();
  }

  function changed() {
    drafts.keep(id, act, { rid, values: values(form) });
    if (plan.preview) fill(preview, plan.preview(values(form)));
  }

  async function submit(event) {
    event.preventDefault();
    const typed = values(form);
    const wrong = plan.check?.(typed) ?? [];
    if (wrong.length) return showErrors(form, trouble, wrong, tabs);
    send.setAttribute("aria-busy", "true");
    send.disabled = true;
    say(t("desk.sending"));
    try {
      const post = plan.send ?? ((body) => api.act(id, act, { seen: version, ...body }));
      const answer = await post({ rid, ...plan.prepare(typed) });
      drafts.forget(id, act);
      return done(answer);
    } catch (error) {
      send.removeAttribute("aria-busy");
      send.disabled = false;
      return refused(error);
    }
  }

  function refused(error) {
    drafts.keep(id, act, { rid, values: values(form) });
    if (error.status === 401) return reload();
    if (error.fields.length) return showErrors(form, trouble, error.fields, tabs);
    const conflict = error.code === "changed_meanwhile";
    const note = h("div", { class: "c-note c-note--bad", role: "alert", tabindex: "-1" },
      h("p", {}, conflict ? t("desk.error.conflict") : message(error)),
      conflict && h("button", { type: "button", class: "c-btn", onclick: again }, t("desk.error.reload")));
    fill(trouble, note);
    return note.focus();
  }

  // A new request id: what is sent after a reload is another decision than the first.
  function again() {
    drafts.keep(id, act, { values: values(form) });
    reload();
  }

  form.addEventListener("submit", submit);
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    if (event.key === "Escape") cancel();
  });
  if (plan.preview) fill(preview, plan.preview(values(form)));
  return h("section", { class: "d-part d-act", "aria-labelledby": "d-act" },
    h("h2", { id: "d-act", tabindex: "-1", class: plan.press ? "c-sr" : null }, title),
    draft.values && h("p", { class: "c-hint" }, t("desk.draft_kept")), form);
}

const firstTab = (plan, lang) => plan.firstTab ?? lang;

function defaults(plan) {
  return Object.fromEntries([...(plan.fields ?? []), ...(plan.texts ?? [])].filter((field) => "value" in field).map((field) => [field.name, field.value]));
}

export function values(form) {
  const found = {};
  for (const input of form.querySelectorAll("[data-name]")) {
    const { name, lang } = input.dataset;
    const value = input.type === "checkbox" ? input.checked : input.value;
    if (lang) found[name] = { ...found[name], [lang]: value };
    else found[name] = value;
  }
  return found;
}

export function restore(form, kept) {
  for (const input of form.querySelectorAll("[data-name]")) {
    const { name, lang } = input.dataset;
    const value = lang ? kept[name]?.[lang] : kept[name];
    if (value === undefined) continue;
    if (input.type === "checkbox") input.checked = value;
    else input.value = value;
    input.dispatchEvent(new Event("input"));
  }
}

function showErrors(form, trouble, wrong, tabs) {
  for (const node of form.querySelectorAll("[aria-invalid]")) node.removeAttribute("aria-invalid");
  for (const node of form.querySelectorAll(".c-error")) node.hidden = true;
  const items = wrong.map((each) => mark(form, each, tabs));
  const summary = h("div", { class: "c-errors", role: "alert", tabindex: "-1" }, h("h2", {}, t("desk.error.summary")), h("ul", {}, items));
  fill(trouble, summary);
  summary.focus();
}

function mark(form, { name, code, detail }, tabs) {
  const input = form.querySelector(`#${CSS.escape(idOf(name))}`) ?? form.querySelector(`[data-name="${CSS.escape(name)}"][data-lang="${language()}"]`) ?? form.querySelector(`[data-name="${CSS.escape(name)}"]`);
  const text = word(`desk.error.${code}`, detail || t("desk.error.invalid"));
  const label = input ? form.querySelector(`label[for="${input.id}"]`).firstChild.textContent : word(`desk.field.${name}`, word(`desk.${name}`, name));
  if (!input) return h("li", {}, `${label}: ${text}`);
  input.setAttribute("aria-invalid", "true");
  const place = form.querySelector(`#${CSS.escape(input.id)}-e`);
  place.textContent = text;
  place.hidden = false;
  const open = (event) => {
    event.preventDefault();
    if (input.dataset.lang) tabs?.open(input.dataset.lang);
    input.focus();
  };
  return h("li", {}, h("a", { href: `#${input.id}`, onclick: open }, `${label}: ${text}`));
}
