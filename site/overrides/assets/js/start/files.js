// The files of a petition: offered where the chosen rules allow any, sent once the petition is taken.
import { sendFiles } from "/assets/js/upload.js";

const KILOBYTE = 1024;

/** Show the field while the chosen rules allow files, and mark it when they are too many or too large. */
export function offerFiles(form) {
  const box = form.querySelector("[data-file-box]");
  const input = box.querySelector("input");
  form.addEventListener("change", () => {
    const rules = form.querySelector("input[name=rule_set]:checked")?.dataset;
    const most = Number(rules?.files ?? 0);
    const bytes = Number(rules?.kilobytes ?? 0) * KILOBYTE;
    box.hidden = !most;
    const wrong = input.files.length > most || [...input.files].some((file) => file.size > bytes);
    input.setCustomValidity(!box.hidden && wrong ? box.dataset.wrong : "");
  });
}

/** What is wrong with chosen files, in the form that the summary of mistakes takes. */
export function wrongFiles(controls) {
  return [...controls]
    .filter((control) => control.type === "file" && !control.validity.valid)
    .map((control) => ({ name: control.id, detail: control.validationMessage }));
}

/** Send the chosen files with the permit that the service answered, and tell what became of them. */
export async function addFiles(form, permit, lang, told) {
  const box = form.querySelector("[data-file-box]");
  const { files } = box.querySelector("input");
  if (!permit || box.hidden || !files.length) return;
  const refused = await sendFiles(permit, files, lang);
  const note = told.querySelector("[data-files-told]");
  note.textContent = refused.length ? note.dataset.refused : note.dataset.sent;
  note.hidden = false;
  const more = told.querySelector("[data-files-more]");
  more.hidden = !refused.length;
  more.querySelector("a").href = `/api/v1/uploads/${permit}`;
}
