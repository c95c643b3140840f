// What all pages behind a mailed link share: the token leaves the address bar, the button sends.
import { browserErrors, clearErrors, isBusy, setBusy, showErrors, values } from "/assets/js/form.js";
import { post, takeToken } from "/assets/js/post.js";
import { show } from "/assets/js/state.js";

/** Fold the box for pasting away when the link brought what it would hold; gives the token. */
export function prepare(form, name) {
  const token = takeToken();
  const field = form.elements.namedItem(name);
  if (token) {
    field.value = token;
    field.closest("[data-paste]").hidden = true;
  }
  form.noValidate = true;
  return token;
}

/** A refusal has its own state on the page, or stands above the form in the service's words. */
export function refuse(form, { data }) {
  if (show(data.code ?? "")) return;
  const paste = form.querySelector("[data-paste]");
  if (data.errors?.some(({ name }) => paste.querySelector(`[name="${name}"]`))) paste.hidden = false;
  showErrors(form, data.title ?? form.dataset.failed, data.errors ?? []);
}

/** On each press: `request(fields)` gives [url, fields to send], `done(data)` gets a good answer. */
export function onPress(form, request, done) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy(form)) return;
    const wrong = browserErrors(form.elements, form.dataset);
    if (wrong.length) return void showErrors(form, form.dataset.errors, wrong);
    clearErrors(form);
    setBusy(form, form.dataset.sending);
    try {
      const answer = await post(...(await request(values(form))));
      if (answer.ok) done(answer.data);
      else refuse(form, answer);
    } catch {
      showErrors(form, form.dataset.failed, []);
    } finally {
      setBusy(form, "");
    }
  });
}
