// What every form needs: reading values, showing what is wrong, saying that it works.

/** The form's values by name: checkboxes as booleans, the rest as text. */
export function values(form) {
  const fields = {};
  for (const control of form.elements) {
    if (!control.name || control.disabled) continue;
    if (control.type === "checkbox") fields[control.name] = control.checked;
    else if (control.type !== "radio" || control.checked) fields[control.name] = control.value;
  }
  return fields;
}

function fieldOf(form, name) {
  const control = form.elements.namedItem(name);
  return control instanceof RadioNodeList ? control[0] : control;
}

/** Take every error message away. */
export function clearErrors(form) {
  for (const note of form.querySelectorAll("[data-error]")) note.remove();
  for (const box of form.querySelectorAll(".c-field--error")) box.classList.remove("c-field--error");
  for (const control of form.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    const kept = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => !id.startsWith("e-"));
    control.setAttribute("aria-describedby", kept.join(" ").trim());
    if (!control.getAttribute("aria-describedby")) control.removeAttribute("aria-describedby");
  }
  const summary = form.querySelector("[data-summary]");
  if (summary) summary.hidden = true;
}

function mark(form, control, name, detail) {
  const box = control.closest(".c-field") ?? control.parentElement;
  const note = document.createElement("p");
  note.className = "c-error";
  note.id = `e-${form.id}-${name}`;
  note.dataset.error = "";
  note.textContent = detail;
  const before = box.querySelector("input, select, textarea, .c-opts");
  before.parentElement.insertBefore(note, before);
  box.classList.add("c-field--error");
  control.setAttribute("aria-invalid", "true");
  const described = control.getAttribute("aria-describedby");
  control.setAttribute("aria-describedby", described ? `${described} ${note.id}` : note.id);
}

function labelOf(control) {
  const box = control.closest(".c-field");
  const label = box?.querySelector("legend") ?? control.labels?.[0];
  return label?.firstChild?.textContent.trim() ?? control.name;
}

/** Show a summary that links to each field, and a message beside each field; keep what was typed. */
export function showErrors(form, title, errors) {
  clearErrors(form);
  const summary = form.querySelector("[data-summary]");
  const list = summary.querySelector("ul");
  list.replaceChildren();
  summary.querySelector("h2").textContent = title;
  for (const { name, detail } of errors) {
    const item = document.createElement("li");
    const control = fieldOf(form, name);
    if (control && control.type !== "hidden") {
      mark(form, control, name, detail);
      const link = document.createElement("a");
      link.href = `#${control.id}`;
      link.textContent = control.type === "checkbox" ? detail : `${labelOf(control)}: ${detail}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        control.focus();
      });
      item.append(link);
    } else {
      item.textContent = detail;
    }
    list.append(item);
  }
  summary.hidden = false;
  summary.focus();
}

/** What a control lacks, in the words that the form carries; "" when it is as it should be. */
function lack(control, words) {
  if (control.validity.valid) return "";
  if (!control.validity.valueMissing) return words.invalid;
  return control.type === "checkbox" ? words.tick : words.missing;
}

/** The fields that the browser itself finds wrong, in the page's language. */
export function browserErrors(controls, words) {
  return [...controls]
    .filter((control) => control.name && control.willValidate)
    .map((control) => ({ name: control.name, detail: lack(control, words) }))
    .filter(({ detail }) => detail)
    .filter((error, at, all) => all.findIndex((one) => one.name === error.name) === at);
}

/** Say that the form works on it, or that it may be pressed again. */
export function setBusy(form, message) {
  const status = form.querySelector("[data-status]");
  status.textContent = message;
  for (const button of form.querySelectorAll("button[type=submit]")) {
    button.setAttribute("aria-busy", String(Boolean(message)));
  }
}

export function isBusy(form) {
  return form.querySelector("button[type=submit][aria-busy=true]") !== null;
}
