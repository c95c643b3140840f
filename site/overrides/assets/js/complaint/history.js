// What has happened to a complaint, as its reporter may read it.
import { moment } from "/assets/js/complaint/dates.js";

function paragraph(text, name = "") {
  const made = document.createElement("p");
  if (name) made.className = name;
  made.textContent = text;
  return made;
}

function labelOf({ move, facts }, moves) {
  if (move === "rate") return moves[facts?.satisfied ? "rate_yes" : "rate_no"];
  return moves[move] ?? move;
}

function line(entry, moves, lang, only) {
  const item = document.createElement("li");
  const time = document.createElement("time");
  const heading = document.createElement("h3");
  item.className = "past";
  time.dateTime = entry.at;
  time.textContent = moment(entry.at, lang);
  heading.textContent = labelOf(entry, moves);
  item.append(time, heading);
  const said = [entry.body_name, entry.reason, entry.text, ...(entry.actions ?? [])];
  item.append(...said.filter(Boolean).map((text) => paragraph(text)));
  if (entry.private && entry.text) item.append(paragraph(only, "c-hint"));
  return item;
}

/** Fill the list: the filing first, then each entry. */
export function history(list, data, moves, lang) {
  const filed = { at: data.filed_at, move: "file", body_name: "" };
  list.replaceChildren(...[filed, ...data.history].map((entry) => line(entry, moves, lang, list.dataset.onlyYou)));
}
