// A form that acts with a participation code and is answered on the page itself.
import { values } from "/assets/js/form.js";
import { acting } from "/assets/js/participate/act.js";

function more(note, data) {
  const place = note.querySelector("[data-told]");
  // An invitation is a secret of two people: it is shown once, to be copied, and kept nowhere.
  if (!data.invitation) return;
  const code = document.createElement("code");
  code.className = "c-code";
  code.textContent = data.invitation;
  place.replaceChildren(code);
}

function pay(form, data) {
  const box = form.parentElement.querySelector("[data-pay]");
  if (!box || !/^https:\/\//.test(data.pay_url ?? "")) return;
  box.querySelector("[data-pay-link]").href = data.pay_url;
  box.hidden = false;
}

function wayOut(form, data) {
  const box = form.parentElement.querySelector("[data-cancel]");
  if (!box || !data.cancel_url) return;
  // Of the address only what follows #: it is a page of this site, whatever its name is today.
  box.querySelector("[data-cancel-link]").hash = new URL(data.cancel_url).hash;
  box.hidden = false;
}

export function wire(form) {
  const note = document.getElementById(form.dataset.done);
  const again = note.querySelector("[data-again]");
  acting(form, {
    fields: () => values(form),
    done(data) {
      more(note, data);
      pay(form, data);
      wayOut(form, data);
      form.hidden = true;
      note.hidden = false;
      note.focus();
    },
  });
  again?.addEventListener("click", () => {
    const { code } = values(form);
    form.reset();
    form.elements.namedItem("code").value = code;
    note.hidden = true;
    form.hidden = false;
    form.querySelector("input:not([type=hidden]), textarea, select").focus();
  });
}
