// Reporting a problem in steps. Without this file the same form is one page that the service checks.
// What a later step needs is fetched when that step is reached: the first page stays light.
import { placing } from "/assets/js/complaint/place.js";
import { browserErrors, clearErrors, isBusy, setBusy, showErrors, values } from "/assets/js/form.js";
import { forget, keep, restore } from "/assets/js/start/draft.js";
import { Steps } from "/assets/js/start/steps.js";

const form = document.getElementById("report-form");
const words = form.dataset;
const lang = document.documentElement.lang;
const draft = document.querySelector("[data-draft]");
const KEY = `dauys-report-${words.category}`;
const degrees = (typed) => Number(typed.trim().replace(",", "."));

function placeErrors() {
  const { lat, long, address } = form.elements;
  const points = [lat, long].map((one) => one.value.trim());
  const wrong = [lat, long].filter((one, n) => (points[n] || points[1 - n]) && !within(one, points[n]));
  if (wrong.length) lat.closest("details").open = true;
  const errors = wrong.map(({ name }) => ({ name, detail: document.getElementById("f-point-hint").textContent }));
  const given = address.value.trim() || points.some(Boolean);
  if (words.place === "required" && !given) errors.push({ name: "address", detail: words.placeNeeded });
  return errors;
}

function within({ name }, typed) {
  return typed !== "" && Math.abs(degrees(typed)) <= (name === "lat" ? 90 : 180);
}

function contactErrors() {
  const { email, phone } = form.elements;
  if ("anonymous" in words || email.value.trim() || phone.value.trim()) return [];
  return [{ name: "email", detail: words.contactNeeded }];
}

const OWN = { place: placeErrors, contact: contactErrors };

function mistakes(step) {
  const found = browserErrors(step.querySelectorAll("input, select, textarea"), words);
  return [...found, ...(OWN[step.dataset.step]?.() ?? [])];
}

function check(step) {
  const wrong = mistakes(step);
  if (wrong.length) showErrors(form, words.errors, wrong);
  else clearErrors(form);
  return wrong.length === 0;
}

function refuse(title, errors) {
  const first = errors.map(({ name }) => form.elements.namedItem(name)).find(Boolean);
  const at = first ? steps.of(first instanceof RadioNodeList ? first[0] : first) : -1;
  if (at >= 0) steps.go(at);
  showErrors(form, title, errors);
}

async function send() {
  const wrong = steps.all.flatMap(mistakes);
  if (wrong.length) return refuse(words.errors, wrong);
  clearErrors(form);
  setBusy(form, words.sending);
  try {
    const { sendReport } = await import("/assets/js/complaint/send.js");
    await sendReport(form, { files: files?.chosen() ?? [], refuse, sent: done });
  } catch {
    setBusy(form, "");
    showErrors(form, words.failed, []);
  }
  return undefined;
}

function done() {
  forget(KEY);
  form.hidden = true;
  draft.hidden = true;
  document.querySelector("[data-head]").hidden = true;
}

/** Similar reports, and the field of photos, which is made once. */
async function reachWhat() {
  const [{ watchNear }, { photos }] = await Promise.all([
    import("/assets/js/complaint/near.js"),
    import("/assets/js/complaint/photos.js"),
  ]);
  files ??= photos(form);
  near ??= watchNear(form, lang, place);
  await near();
}

async function reachCheck() {
  const { preview } = await import("/assets/js/complaint/preview.js");
  preview(form, place, files?.chosen() ?? []);
}

const REACHED = { what: reachWhat, check: reachCheck };
let files = null;
let near = null;

form.noValidate = true;
document.querySelector("[data-plain]").hidden = true;
draft.hidden = !restore(form, KEY);
const place = placing(form, lang);
keep(form, values, () => {
  form.querySelector("[data-kept]").hidden = false;
}, KEY);

const submit = form.querySelector("button[type=submit]");
submit.textContent = submit.dataset.send;
const steps = new Steps(form, check);
form.addEventListener("step", ({ detail }) => {
  // Without what could not be fetched, the step itself is still there.
  REACHED[detail]?.().catch(() => {});
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (steps.at < steps.all.length - 1) steps.next();
  else if (!isBusy(form)) send();
});
document.querySelector("[data-draft-drop]").addEventListener("click", () => {
  forget(KEY);
  form.reset();
  draft.hidden = true;
  place.read();
  steps.show(0, true);
});
