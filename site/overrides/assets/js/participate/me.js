// "My contributions": asks for what the holder of a code did, and lists it.
import { acting } from "/assets/js/participate/act.js";
import { forget } from "/assets/js/participate/code.js";
import { exchange } from "/assets/js/participate/exchange.js";

const form = document.getElementById("me");
const box = document.querySelector("[data-mine]");
const lang = document.documentElement.lang;
const day = (on) => new Date(`${on}T12:00:00Z`).toLocaleDateString(lang, { dateStyle: "long", timeZone: "UTC" });
const word = (kind) => box.querySelector(`[data-kinds] [data-id="${CSS.escape(kind)}"]`)?.textContent ?? kind;

function row(text, link) {
  const item = document.createElement("li");
  const inner = link ? document.createElement("a") : document.createElement("span");
  if (link) inner.href = link;
  inner.textContent = text;
  item.append(inner);
  return item;
}

// "poll/3" or "project/3/idea/5": where it was done, as a page of this site.
function page(ref) {
  const [kind, number, part, child] = ref.split("/");
  const folder = { poll: "polls", project: "projects", survey: "surveys", work: "implemented" }[kind];
  if (!folder || !/^\d+$/.test(number)) return "";
  return `/${lang}/${folder}/${number}/${part === "idea" && /^\d+$/.test(child) ? `ideas/${child}/` : ""}`;
}

function list(name, items) {
  const place = box.querySelector(`[data-list="${name}"]`);
  place.replaceChildren(...items);
  place.closest("section").hidden = !items.length;
}

function show(data) {
  box.querySelector("[data-points]").textContent = data.points.toLocaleString(lang);
  box.querySelector("[data-none]").hidden = data.contributions.length > 0;
  list("badges", data.badges.map(({ kind, level }) => row(`${word(kind)}: ${"★".repeat(level)}`)));
  list("done", data.contributions.map(({ kind, ref, on }) => row(`${day(on)} – ${word(kind)}`, page(ref))));
  list("ledger", data.ledger.map(({ kind, on, points }) => row(`${day(on)} – ${word(kind)}: ${points > 0 ? "+" : ""}${points}`)));
  exchange(form, box, data, { day, list, show });
  const link = box.querySelector("[data-download]");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2), "\n"], { type: "application/json" }));
  form.hidden = true;
  box.hidden = false;
  box.focus();
}

acting(form, { fields: () => ({ erase: form.elements.erase.checked }), done: show });
box.querySelector("[data-forget]").addEventListener("click", () => {
  forget();
  location.reload();
});
