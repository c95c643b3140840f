// Signing (and the folded forms beside it) without leaving the page. Without this file they post as they are.
import { browserErrors, clearErrors, isBusy, setBusy, showErrors, values } from "/assets/js/form.js";
import { post, requestId } from "/assets/js/post.js";
import { prove } from "/assets/js/proof.js";

function done(form) {
  const told = document.getElementById(form.dataset.done);
  form.hidden = true;
  told.hidden = false;
  told.focus();
}

async function send(form) {
  const words = form.dataset;
  const wrong = browserErrors(form.elements, words);
  if (wrong.length) return showErrors(form, words.errors, wrong);
  clearErrors(form);
  const fields = values(form);
  setBusy(form, words.working);
  try {
    fields.proof = await prove(words.petition, fields.email);
    setBusy(form, words.sending);
    fields.rid = words.rid ??= requestId();
    const answer = await post(form.action, fields);
    if (answer.ok) return done(form);
    delete words.rid;
    return showErrors(form, answer.data.title ?? words.failed, answer.data.errors ?? []);
  } catch {
    return showErrors(form, words.failed, []);
  } finally {
    setBusy(form, "");
  }
}

for (const form of document.querySelectorAll("[data-sign]")) {
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isBusy(form)) send(form);
  });
}

const sticky = document.querySelector(".c-sticky");
const target = document.getElementById("sign");
if (sticky && target) {
  new IntersectionObserver(([seen]) => {
    sticky.hidden = seen.isIntersecting;
  }).observe(target);
}
