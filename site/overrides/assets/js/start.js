// Starting a petition in steps. Without this file the same form is one page that is checked by the service.
import { browserErrors, clearErrors, isBusy, setBusy, showErrors, values } from "/assets/js/form.js";
import { post, requestId } from "/assets/js/post.js";
import { prove } from "/assets/js/proof.js";
import { count, tooLong } from "/assets/js/start/counters.js";
import { addFiles, offerFiles, wrongFiles } from "/assets/js/start/files.js";
import { forget, keep, restore } from "/assets/js/start/draft.js";
import { link } from "/assets/js/start/places.js";
import { review } from "/assets/js/start/review.js";
import { watch } from "/assets/js/start/similar.js";
import { Steps } from "/assets/js/start/steps.js";

const form = document.getElementById("start-form");
const words = form.dataset;
const lang = document.documentElement.lang;
const draft = document.querySelector("[data-draft]");

function mistakes(controls) {
  return [...browserErrors(controls, words), ...tooLong(form, controls), ...wrongFiles(controls)];
}

function check(step) {
  const wrong = mistakes(step.querySelectorAll("input, select, textarea"));
  if (wrong.length) showErrors(form, words.errors, wrong);
  else clearErrors(form);
  return wrong.length === 0;
}

function fieldsToSend() {
  const { step: _, invite = "", ...fields } = values(form);
  fields.invite = invite.split("\n").map((line) => line.trim()).filter(Boolean);
  return fields;
}

function refuse(title, errors) {
  const first = errors.map(({ name }) => form.elements.namedItem(name)).find(Boolean);
  const at = first ? steps.of(first instanceof RadioNodeList ? first[0] : first) : -1;
  if (at >= 0) steps.go(at);
  showErrors(form, title, errors);
}

async function done(permit) {
  forget();
  const told = document.getElementById(words.done);
  if (form.querySelector("[data-file-box]")) await addFiles(form, permit, lang, told);
  form.hidden = true;
  draft.hidden = true;
  told.hidden = false;
  told.focus();
}

async function send() {
  const wrong = mistakes(form.elements);
  if (wrong.length) return refuse(words.errors, wrong);
  clearErrors(form);
  const fields = fieldsToSend();
  setBusy(form, words.working);
  try {
    fields.proof = await prove(0, fields.email);
    setBusy(form, words.sending);
    fields.rid = words.rid ??= requestId();
    const answer = await post(form.action, fields);
    if (answer.ok) return await done(answer.data.uploads);
    delete words.rid;
    return refuse(answer.data.title ?? words.failed, answer.data.errors ?? []);
  } catch {
    return showErrors(form, words.failed, []);
  } finally {
    setBusy(form, "");
  }
}

form.noValidate = true;
const back = restore(form);
draft.hidden = !back;
link(form);
count(form);
keep(form, values, () => {
  form.querySelector("[data-kept]").hidden = false;
});
if (form.querySelector("[data-file-box]")) offerFiles(form);
watch(form.elements.title, form.querySelectorAll("[data-similar]"), lang, words.signatures);
form.elements.title.addEventListener("input", ({ target }) => {
  const search = form.querySelector("[data-similar-search]");
  search.search = new URLSearchParams({ q: target.value });
});

const submit = form.querySelector("button[type=submit]");
submit.textContent = submit.dataset.send;
const steps = new Steps(form, check);
const go = (control) => steps.go(steps.of(control));
form.addEventListener("step", ({ detail }) => {
  if (detail === "check") review(form, go);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (steps.at < steps.all.length - 1) steps.next();
  else if (!isBusy(form)) send();
});
document.querySelector("[data-draft-drop]").addEventListener("click", () => {
  forget();
  form.reset();
  draft.hidden = true;
  form.dispatchEvent(new Event("input"));
  steps.show(0, true);
});
