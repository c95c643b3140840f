// Forms that act with a participation code: the kept code stands in the field, and the field folds away.
// `acting(form, {fields, done, nameOf})` wires a form: `fields()` gives what to send besides the code, `done(data)` gets a
// good answer, `nameOf(name)` the control at which a refused field is told, where its name is another.
import { keep, kept } from "/assets/js/participate/code.js";
import { browserErrors, clearErrors, isBusy, setBusy, showErrors } from "/assets/js/form.js";
import { post, requestId } from "/assets/js/post.js";

/** Show who takes part where a code is kept, else the field for it. */
export function fillCode(form) {
  const record = kept();
  const who = form.querySelector("[data-who]");
  const field = form.querySelector("[data-codefield]");
  if (record) form.elements.namedItem("code").value = record.code;
  who.querySelector("[data-hint]").textContent = record?.hint || "…";
  who.hidden = !record;
  field.hidden = Boolean(record);
}

function askAnother(form) {
  const control = form.elements.namedItem("code");
  control.value = "";
  form.querySelector("[data-who]").hidden = true;
  form.querySelector("[data-codefield]").hidden = false;
  control.focus();
}

/** What was pasted may be the whole link of the letter: the code is behind its "#", up to a "~". */
export function bare(pasted) {
  return pasted.replace(/\s+/g, "").split("#").pop().split("~")[0];
}

function refuse(form, data, nameOf = (name) => name) {
  const wrong = (data.errors ?? []).map((one) => ({ ...one, name: nameOf(one.name) }));
  if (wrong.some(({ name }) => name === "code")) askAnother(form);
  showErrors(form, data.title ?? form.dataset.failed, wrong);
}

async function send(form, { fields, done, nameOf }) {
  const words = form.dataset;
  const wrong = browserErrors(form.elements, words);
  if (wrong.length) return showErrors(form, words.errors, wrong);
  clearErrors(form);
  setBusy(form, words.sending);
  const code = bare(form.elements.namedItem("code").value);
  try {
    const answer = await post(form.action, { ...fields(), code, rid: (words.rid ??= requestId()), lang: document.documentElement.lang });
    // The next press is another act, whatever came of this one.
    delete words.rid;
    if (!answer.ok) return refuse(form, answer.data, nameOf);
    if (kept()?.code !== code) keep(code);
    return done(answer.data);
  } catch {
    return showErrors(form, words.failed, []);
  } finally {
    setBusy(form, "");
  }
}

export function acting(form, plan) {
  form.noValidate = true;
  fillCode(form);
  form.querySelector("[data-other]").addEventListener("click", () => askAnother(form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isBusy(form)) send(form, plan);
  });
}
