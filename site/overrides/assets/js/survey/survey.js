// A survey in steps, with only the questions that come up. Without this file it is one plain form.
import { clearErrors, isBusy, setBusy, showErrors } from "/assets/js/form.js";
import { bare, fillCode } from "/assets/js/participate/act.js";
import { keep, kept } from "/assets/js/participate/code.js";
import "/assets/js/participate/pass.js";
import { post, requestId, takeToken } from "/assets/js/post.js";
import { Steps } from "/assets/js/start/steps.js";
import { answerOf, firstName } from "/assets/js/survey/answers.js";
import { branch } from "/assets/js/survey/branching.js";
import { swapPlaces } from "/assets/js/survey/ranking.js";

const form = document.getElementById("survey-form");
const words = form.dataset;
const told = document.getElementById(words.done);
const last = form.querySelector("[data-last]");
const questions = [...form.querySelectorAll("[data-question]")];
let rid = "";

/** What is required and missing among questions, and what the browser itself finds wrong. */
function mistakes(boxes) {
  return boxes
    .filter((box) => !box.hidden && "required" in box.dataset && answerOf(box) === undefined)
    .map((box) => ({ name: firstName(box), detail: words.missing }));
}

function check(step) {
  const wrong = mistakes([...step.querySelectorAll("[data-question]")]);
  if (wrong.length) showErrors(form, words.errors, wrong);
  else clearErrors(form);
  return wrong.length === 0;
}

/** The field of an error that the service found; a list's name ends in []. */
function fieldOf({ name, detail }) {
  const box = questions.find((one) => `q-${one.dataset.question}` === name);
  if (!box) return { name, detail };
  // A message about boxes to tick stands alone, so it says which question it is of.
  const asked = box.querySelector("legend").firstElementChild.textContent;
  return { name: firstName(box), detail: box.dataset.kind === "multiple" ? `${asked}: ${detail}` : detail };
}

/** The code or the private link, whichever the survey asks for; undefined if neither. */
const proof = last.querySelector("textarea[name]");

function proofMissing() {
  return proof && !proof.value.trim() ? [{ name: proof.name, detail: words.missing }] : [];
}

/** Let another code, or another link, be pasted. */
function askForProof() {
  const who = last.querySelector("[data-who]");
  if (who) who.hidden = true;
  proof.closest(".c-field").hidden = false;
}

function refuse(title, errors) {
  const found = errors.map(fieldOf);
  if (proof && found.some(({ name }) => name === proof.name)) askForProof();
  const control = found.map(({ name }) => form.elements.namedItem(name)).find(Boolean);
  const at = steps && control ? steps.of(control instanceof RadioNodeList ? control[0] : control) : -1;
  if (at >= 0) steps.go(at);
  showErrors(form, title, found);
}

// An open survey knows nobody: the same browser replaces what it sent before.
function ownRid() {
  if (words.identity !== "none") return requestId();
  const key = `dauys.survey.${words.survey}`;
  try {
    const kept = localStorage.getItem(key) ?? requestId();
    localStorage.setItem(key, kept);
    return kept;
  } catch {
    return requestId();
  }
}

async function send() {
  const answers = branch(questions);
  const wrong = [...mistakes(questions), ...proofMissing()];
  if (wrong.length) return refuse(words.errors, wrong);
  clearErrors(form);
  setBusy(form, words.sending);
  rid ||= ownRid();
  const fields = { answers, rid, lang: document.documentElement.lang, website: form.elements.website.value };
  if (proof) fields[proof.name] = bare(proof.value);
  try {
    const answer = await post(form.action, fields);
    rid = "";
    if (!answer.ok) return refuse(answer.data.title ?? words.failed, answer.data.errors ?? []);
    if (words.identity === "code" && kept()?.code !== fields.code) keep(fields.code);
    form.hidden = true;
    for (const more of document.querySelectorAll("[data-get-code]")) more.hidden = true;
    told.hidden = false;
    return told.focus();
  } catch {
    return showErrors(form, words.failed, []);
  } finally {
    setBusy(form, "");
  }
}

function showOther(box) {
  const place = box.querySelector("[data-words]");
  const other = box.querySelector(".c-opts input[value=other]");
  if (place) place.hidden = !other.checked;
}

function changed() {
  branch(questions);
  questions.forEach(showOther);
}

form.noValidate = true;
if (words.identity === "link") {
  proof.value = takeToken() || proof.value;
  proof.closest(".c-field").hidden = Boolean(proof.value);
}
if (words.identity === "code") {
  fillCode(form);
  last.querySelector("[data-other]").addEventListener("click", () => {
    proof.value = "";
    askForProof();
    proof.focus();
  });
}
for (const note of form.querySelectorAll("[data-if]")) note.hidden = true;
for (const box of questions.filter((one) => one.dataset.kind === "ranking")) swapPlaces(box);
form.addEventListener("input", changed);
form.addEventListener("change", changed);
changed();

const isLong = form.querySelector("[data-progress]") !== null;
if (isLong) {
  form.addEventListener("step", ({ detail }) => {
    last.hidden = detail !== String(form.querySelectorAll("[data-step]").length);
  });
}
const steps = isLong ? new Steps(form, check) : null;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (steps && steps.at < steps.all.length - 1) steps.next();
  else if (!isBusy(form)) send();
});
