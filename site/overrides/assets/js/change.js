// The petitioner's own page: reads where the petition stands, offers what may be done now, sends it.
import { onPress, prepare, refuse } from "/assets/js/mailed.js";
import { post, requestId } from "/assets/js/post.js";
import { fill, show } from "/assets/js/state.js";

const form = document.getElementById("change");
const limits = document.querySelector("[data-limits]");
const LINK = /^(\d{1,9})\.(\S+)$/;
const rid = requestId();
let most = {};

function addressOf(link) {
  const [, id = "0", token = link] = LINK.exec(link) ?? [];
  return [`/api/v1/petitions/${id}/changes`, token];
}

function count() {
  for (const note of form.querySelectorAll("[data-counter]")) {
    const name = note.dataset.counter;
    if (!most[name]) continue;
    const left = most[name] - [...form.elements.namedItem(name).value.normalize("NFC")].length;
    const words = left < 0 ? limits.dataset.over : limits.dataset.left;
    note.textContent = words.replace("{n}", Math.abs(left));
    note.classList.toggle("c-count--over", left < 0);
  }
}

function chooseParts() {
  const writes = form.elements.act.value === "resubmit";
  for (const part of form.querySelectorAll("[data-part]")) part.hidden = !writes;
}

function offer(data) {
  for (const choice of form.querySelectorAll("[data-may]")) {
    choice.hidden = !data.may.includes(choice.dataset.may);
    choice.querySelector("input").checked = data.may[0] === choice.dataset.may;
  }
  form.querySelector("button[type=submit]").hidden = data.may.length === 0;
  form.querySelector("[data-status]").textContent = data.may.length ? "" : limits.dataset.nothing;
}

function showPetition(data) {
  most = data.limits;
  for (const [name, text] of Object.entries(data.text)) form.elements.namedItem(name).value = text;
  fill(document.querySelector("[data-states]"), data);
  document.querySelector("[data-reason]").hidden = !data.return_reason;
  document.querySelector("[data-sponsors]").hidden = !data.sponsor_link;
  document.querySelector("[data-sponsor-link]").textContent = data.sponsor_link ?? "";
  offer(data);
  chooseParts();
  count();
}

async function look(link) {
  const [url, token] = addressOf(link);
  const answer = await post(url, { token, act: "read", lang: document.documentElement.lang });
  if (answer.ok) showPetition(answer.data);
  else refuse(form, answer);
}

function request({ token: link, act, title, background, details, lang }) {
  const [url, token] = addressOf(link.trim());
  const text = act === "resubmit" ? { title, background, details } : {};
  return [url, { token, act, lang, rid, ...text }];
}

const link = prepare(form, "token");
form.addEventListener("input", count);
form.addEventListener("change", chooseParts);
if (link) look(link).catch(() => {});
onPress(form, request, () => show("changed"));
