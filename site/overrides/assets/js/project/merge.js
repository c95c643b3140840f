// A supporter's answer to a merge: the letter's link carries a token, so no code is asked for.
import { setBusy, showErrors } from "/assets/js/form.js";
import { acting } from "/assets/js/participate/act.js";
import { post, requestId, takeToken } from "/assets/js/post.js";

const PREFIX = "merge=";

function told(form) {
  form.closest("[data-merge]").querySelectorAll("form, details").forEach((one) => (one.hidden = true));
  const note = document.getElementById("merge-form-told");
  note.hidden = false;
  note.focus();
}

async function send(form, agree) {
  const token = form.elements.namedItem("token").value.trim();
  setBusy(form, form.dataset.sending);
  try {
    const fields = { token, agree, rid: requestId(), lang: document.documentElement.lang };
    const answer = await post(form.action, fields);
    if (answer.ok) return told(form);
    return showErrors(form, answer.data.title ?? form.dataset.failed, answer.data.errors ?? []);
  } catch {
    return showErrors(form, form.dataset.failed, []);
  } finally {
    setBusy(form, "");
  }
}

export function merge(box) {
  const form = box.querySelector("#merge-form");
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, event.submitter.value === "true");
  });
  const other = box.querySelector("#merge-code");
  let pressed = null;
  other.addEventListener("submit", (event) => (pressed = event.submitter));
  acting(other, { fields: () => ({ agree: pressed.value === "true" }), done: () => told(other) });
  if (!location.hash.startsWith(`#${PREFIX}`)) return;
  form.elements.namedItem("token").value = takeToken().slice(PREFIX.length);
  form.querySelector("[data-token]").hidden = true;
  other.closest("details").hidden = true;
  box.open = true;
  box.scrollIntoView({ block: "center" });
}
