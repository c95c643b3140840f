// Similar petitions, and two texts side by side.
import * as api from "./api.js";
import { fill, h, paragraphs } from "./dom.js";
import { stateBadge } from "./pieces.js";
import { number, t } from "./words.js";

export function similar(petition) {
  const place = h("div", {}, h("p", { class: "c-mut c-small" }, t("desk.loading")));
  load(petition, place);
  return h("section", { class: "d-part", "aria-labelledby": "d-similar" }, h("h2", { id: "d-similar" }, t("desk.similar")), place);
}

async function load(petition, place) {
  let found;
  try {
    found = await api.similar(petition.text.title, petition.language);
  } catch {
    return fill(place, h("p", { class: "c-mut" }, t("desk.similar_failed")));
  }
  const others = found.filter((each) => Number(each.id) !== petition.id);
  if (!others.length) return fill(place, h("p", { class: "c-mut" }, t("desk.similar_none")));
  const beside = h("div");
  return fill(place, h("ul", { class: "d-similar" }, others.map((each) => line(each, petition, beside))), beside);
}

function line(each, petition, beside) {
  const compare = h("button", { type: "button", class: "c-link", "aria-expanded": "false" }, t("desk.compare"));
  compare.addEventListener("click", () => toggle(compare, each, petition, beside));
  return h("li", {},
    h("span", {}, h("a", { href: `#/petitions/${each.id}`, lang: each.lang }, each.title)),
    h("span", { class: "d-similar__s" },
      each.state && stateBadge(each.state),
      h("span", { class: "c-mut" }, number(each.signature_count)),
      compare));
}

async function toggle(button, each, petition, beside) {
  const open = button.getAttribute("aria-expanded") === "true";
  for (const other of button.closest("ul").querySelectorAll("[aria-expanded]")) other.setAttribute("aria-expanded", "false");
  if (open) return fill(beside);
  button.setAttribute("aria-expanded", "true");
  const text = await other(each.id, petition.language);
  return fill(beside, h("div", { class: "d-two" },
    side(t("desk.this_petition"), petition.text, petition.language),
    side(t("desk.number", { n: String(each.id) }), text ?? { title: each.title }, text?.language ?? null)));
}

// The other petition's text, in the same language if it is translated.
async function other(id, lang) {
  try {
    const { petition } = await api.petition(id);
    const translated = petition.translations?.[lang];
    return translated ? { ...translated, language: lang } : { ...petition.text, language: petition.language };
  } catch {
    return null;
  }
}

function side(label, text, lang) {
  return h("div", { class: "d-side", lang },
    h("p", { class: "c-mut c-small" }, label),
    h("h3", {}, text.title), paragraphs(text.background), paragraphs(text.details));
}
