// Small pieces of the screens of votes.
import { h } from "./dom.js";
import { startOf } from "./project_pieces.js";
import { t, timeZone, word } from "./words.js";

const LOOKS = { draft: "closed", sealed: "review", open: "open", counting: "review", closed: "done", withdrawn: "closed", discarded: "closed" };

export const words = (key, params) => t(`desk.poll.${key}`, params);
export const badge = (state) => h("span", { class: `c-badge c-badge--${LOOKS[state] ?? "closed"}` }, word(`desk.poll.state.${state}`, state));
export const method = (name) => word(`desk.poll.method.${name}`, name);
export const waiting = (kinds) => kinds.map((kind) => h("span", { class: "c-badge c-badge--review" }, words(`waits.${kind}`)));

// An instant as the day and the time of day where the government is, and back.
export const dayOf = (at) => new Intl.DateTimeFormat("en-CA", { timeZone: timeZone() }).format(new Date(at));
export const timeOf = (at) => new Intl.DateTimeFormat("en-GB", { timeZone: timeZone(), hour: "2-digit", minute: "2-digit" }).format(new Date(at));
export const instant = (day, time) => startOf(day, time || "00:00");
