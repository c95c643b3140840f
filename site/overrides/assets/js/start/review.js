// The last step: everything that was typed, as text, with a way back to each field.
const LEFT_OUT = new Set(["consent", "website", "step", "lang"]);

function shown(control) {
  if (control.tagName === "SELECT") return control.value && control.selectedOptions[0].textContent;
  if (control.type === "radio") {
    const label = control.closest("label");
    return (label.querySelector("b") ?? label).textContent.trim();
  }
  return control.value;
}

function labelOf(control) {
  const heading = control.type === "radio" ? control.closest("fieldset").querySelector("legend") : null;
  return (heading ?? control.labels[0]).firstChild.textContent.trim();
}

function row(form, control, text, go) {
  const group = document.createElement("div");
  const term = document.createElement("dt");
  const value = document.createElement("dd");
  const change = document.createElement("button");
  term.textContent = labelOf(control);
  value.textContent = `${text || form.dataset.empty}\n`;
  change.type = "button";
  change.className = "c-link";
  change.textContent = form.dataset.change;
  change.setAttribute("aria-label", `${form.dataset.change}: ${term.textContent}`);
  change.addEventListener("click", () => go(control));
  value.append(change);
  group.append(term, value);
  return group;
}

/** Fill the list with the form's values; `go` leads to a control. */
export function review(form, go) {
  const rows = [...form.elements]
    .filter((control) => control.name && control.type !== "hidden" && !LEFT_OUT.has(control.name))
    .filter((control) => control.type !== "radio" || control.checked)
    .map((control) => row(form, control, shown(control), go));
  const list = form.querySelector("[data-review]");
  list.replaceChildren(...rows);
  list.hidden = false;
}
