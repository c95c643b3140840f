// Forms that go with a proof of work: signing, "me too", asking for a code. Without scripts they post as they are.
import { browserErrors, clearErrors, isBusy, setBusy, showErrors, values } from "/assets/js/form.js";
import { post, requestId } from "/assets/js/post.js";
import { prove } from "/assets/js/proof.js";

/** Hide a sent form, and show and read out the note that it names. */
export function told(form) {
  const note = document.getElementById(form.dataset.done);
  form.hidden = true;
  note.hidden = false;
  note.focus();
}

async function send(form, { subject, url, done }) {
  const words = form.dataset;
  const wrong = browserErrors(form.elements, words);
  if (wrong.length) return showErrors(form, words.errors, wrong);
  clearErrors(form);
  const fields = values(form);
  setBusy(form, words.working);
  try {
    fields.proof = await prove(subject(), fields.email);
    setBusy(form, words.sending);
    fields.rid = words.rid ??= requestId();
    const answer = await post(url(), fields);
    if (answer.ok) return done(form);
    delete words.rid;
    return showErrors(form, answer.data.title ?? words.failed, answer.data.errors ?? []);
  } catch {
    return showErrors(form, words.failed, []);
  } finally {
    setBusy(form, "");
  }
}

/** `subject()` is what the proof is bound to, `url()` where the form goes; both are asked at the press. */
export function proved(form, { subject, url = () => form.action, done = told }) {
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isBusy(form)) send(form, { subject, url, done });
  });
}
