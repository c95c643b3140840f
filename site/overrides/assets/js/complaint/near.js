// Similar open reports near the place, shown before anything is written; one may join instead.
import { support } from "/assets/js/complaint/support.js";

async function ask(category, { lat, long }, lang) {
  const query = new URLSearchParams({ category, lat: lat.toFixed(6), long: long.toFixed(6), lang });
  const answer = await fetch(`/api/v1/complaints/nearby?${query}`);
  return answer.ok ? (await answer.json()).reports : [];
}

function row(report, { where, same }, join) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const about = document.createElement("span");
  const press = document.createElement("button");
  link.href = report.url;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = report.title || `№ ${report.number}`;
  about.className = "c-mut";
  about.textContent = where.replace("#1", report.metres).replace("#2", report.supports ?? 0);
  press.type = "button";
  press.className = "c-btn c-btn--o";
  press.textContent = same;
  press.setAttribute("aria-label", `${same}: № ${report.number}`);
  press.addEventListener("click", () => join(report));
  item.append(link, about, press);
  return item;
}

/** Gives a function that looks again for what is near the chosen place. */
export function watchNear(form, lang, place) {
  const box = form.querySelector("[data-similar]");
  const other = document.getElementById("me-too");
  if (!box) return () => {};
  const leave = support(other);
  let asked = "";

  function join(report) {
    leave(report, () => {
      form.hidden = false;
      form.querySelector("#step-what legend").focus();
    });
    form.hidden = true;
    other.hidden = false;
    other.querySelector("h2").focus();
  }

  return async () => {
    const here = place.point();
    const question = here ? `${here.lat} ${here.long}` : "";
    if (question === asked) return;
    asked = question;
    const found = here ? await ask(form.dataset.category, here, lang).catch(() => []) : [];
    box.querySelector("ul").replaceChildren(...found.map((one) => row(one, box.dataset, join)));
    box.hidden = found.length === 0;
  };
}
