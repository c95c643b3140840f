// "Me too": joins a report that is already there. Without this file the form posts as it is.
import { proved } from "/assets/js/proved.js";

/** Wire a form; gives a function that sets which report it joins and what its way back does. */
export function support(form) {
  let back = () => {};
  proved(form, {
    subject: () => form.dataset.complaint,
    url: () => `/api/v1/complaints/${Number(form.dataset.complaint)}/supports`,
  });
  form.querySelector("[data-support-back]")?.addEventListener("click", () => {
    form.hidden = true;
    back();
  });
  return (report, goBack) => {
    back = goBack;
    delete form.dataset.rid;
    form.dataset.complaint = report.id;
    form.querySelector("[data-which]").textContent = `№ ${report.number}`;
  };
}

// On a complaint's own page the form stands by itself.
const own = document.querySelector("[data-support]:not([data-complaint='0'])");
if (own) support(own);
