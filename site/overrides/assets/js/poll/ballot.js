// Voting without leaving the page: reads the ballot, sends it with the code, hands over the receipt.
import "/assets/js/participate/pass.js";
import "/assets/js/poll/ranking.js";
import "/assets/js/poll/totals.js";
import { showErrors } from "/assets/js/form.js";
import { acting, fillCode } from "/assets/js/participate/act.js";
import { kept } from "/assets/js/participate/code.js";
import { choice } from "/assets/js/poll/choice.js";

const form = document.getElementById("ballot-form");
const note = document.getElementById("ballot-told");
const getting = document.querySelector("[data-get]");
const lang = document.documentElement.lang;
// What is wrong with the choice is told at the first field of the ballot.
const first = [...form.elements].find(({ name }) => /^(choice|rank-|points-|rating-)/.test(name)).name;
let receipt;

function told(data) {
  const title = note.querySelector("[data-title]");
  title.textContent = title.dataset[data.state === "changed" ? "changed" : "counted"];
  note.querySelector("[data-left-note]").textContent = note.dataset[`left-${data.left}`] ?? "";
  note.querySelector("[data-by]").textContent = new Date(data.included_by).toLocaleString(lang);
  note.querySelector("[data-entry]").textContent = data.entry;
  note.querySelector("[data-again]").hidden = data.left < 1;
  receipt = { entry: data.entry, promise: data.promise };
  form.hidden = getting.hidden = true;
  note.hidden = false;
  note.focus();
}

function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(receipt, null, 2), "\n"], { type: "application/json" }));
  link.download = `dauys-vote-${form.dataset.poll}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

note.querySelector("[data-receipt]").addEventListener("click", download);
note.querySelector("[data-again]").addEventListener("click", () => {
  note.hidden = true;
  form.hidden = getting.hidden = false;
  fillCode(form);
  document.getElementById("ballot").focus();
});

// Nothing chosen is no ballot here; whoever wants a blank one says so.
form.addEventListener(
  "submit",
  (event) => {
    if (choice(form) !== undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    showErrors(form, form.dataset.errors, [{ name: first, detail: form.dataset.missing }]);
  },
  true,
);
acting(form, { fields: () => ({ choice: choice(form) }), done: told, nameOf: (name) => (name === "choice" ? first : name) });
getting.open = !kept() && location.hash === "#pass";
