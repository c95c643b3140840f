// Comments: stances and flags go by one form whose buttons say where; a reply finds its own form.
import { acting } from "/assets/js/participate/act.js";

function press(button) {
  for (const other of button.parentElement.querySelectorAll("button")) {
    other.setAttribute("aria-pressed", String(other === button));
  }
}

export function stances(form) {
  let pressed = null;
  // Before the form is sent: it goes to the place of the button, with the button's own word.
  form.addEventListener("submit", (event) => {
    pressed = event.submitter;
    form.action = pressed.formAction;
  });
  acting(form, {
    fields: () => ({ [pressed.name]: pressed.value }),
    done() {
      press(pressed);
      const status = form.querySelector("[data-status]").dataset;
      const said = document.createElement("span");
      said.className = "c-small";
      said.setAttribute("role", "status");
      said.textContent = pressed.name === "stance" ? status.told : status.noted;
      const place = pressed.parentElement;
      place.querySelector("[role=status]")?.remove();
      place.append(said);
    },
  });
}

export function reply(link) {
  const fold = document.querySelector(link.getAttribute("href"));
  if (!fold) {
    link.hidden = true;
    return;
  }
  link.addEventListener("click", (event) => {
    event.preventDefault();
    fold.open = true;
    fold.querySelector("[name=parent]").value = link.dataset.reply;
    fold.querySelector("textarea[name=text]").focus();
  });
}
