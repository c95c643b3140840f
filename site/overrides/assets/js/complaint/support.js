// "Me too": joins a report that is already there. Without this file the form posts as it is.
import { browserErrors, clearErrors, isBusy, setBusy, showErrors, values } from "/assets/js/form.js";
import { post, requestId } from "/assets/js/post.js";
import { prove } from "/assets/js/proof.js";

async function send(form) {
  const words = form.dataset;
  const wrong = browserErrors(form.elements, words);
  if (wrong.length) return showErrors(form, words.errors, wrong);
  clearErrors(form);
  const fields = values(form);
  setBusy(form, words.working);
  try {
    fields.proof = await prove(words.complaint, fields.email);
    setBusy(form, words.sending);
    fields.rid = words.rid ??= requestId();
    const answer = await post(`/api/v1/complaints/${Number(words.complaint)}/supports`, fields);
    if (answer.ok) return told(form);
    delete words.rid;
    return showErrors(form, answer.data.title ?? words.failed, answer.data.errors ?? []);
  } catch {
    return showErrors(form, words.failed, []);
  } finally {
    setBusy(form, "");
  }
}

function told(form) {
  const note = document.getElementById(form.dataset.done);
  form.hidden = true;
  note.hidden = false;
  note.focus();
}

/** Wire a form; gives a function that sets which report it joins and what its way back does. */
export function support(form) {
  let back = () => {};
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isBusy(form)) send(form);
  });
  form.querySelector("[data-support-back]")?.addEventListener("click", () => {
    form.hidden = true;
    back();
  });
  return (report, goBack) => {
    back = goBack;
    delete form.dataset.rid;
    form.dataset.complaint = report.id;
    form.querySelector("[data-which]").textContent = `№ ${report.number}`;
  };
}

// On a complaint's own page the form stands by itself.
const own = document.querySelector("[data-support]:not([data-complaint='0'])");
if (own) support(own);
