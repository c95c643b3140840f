// Supports a petition by its private link: shows its text where the service gives it, then sends.
import { setBusy } from "/assets/js/form.js";
import { onPress, prepare } from "/assets/js/mailed.js";
import { post, requestId } from "/assets/js/post.js";
import { prove } from "/assets/js/proof.js";
import { fill, show } from "/assets/js/state.js";

const form = document.getElementById("sponsor");
const LINK = /^(\d{1,9})\.(\S+)$/;
let rid = "";

function addressOf(id) {
  return `/api/v1/petitions/${id}/sponsors`;
}

async function showPetition([, id, key]) {
  const number = document.querySelector("[data-number]");
  number.textContent = number.dataset.number.replace("{n}", id);
  number.hidden = false;
  const { ok, data } = await post(addressOf(id), { key, act: "read", lang: document.documentElement.lang });
  if (!ok || !data.title) return;
  const text = document.querySelector("[data-text]");
  fill(text, data);
  text.hidden = false;
}

async function request({ link, ...fields }) {
  const [, id = "0", key = link] = LINK.exec(link.trim()) ?? [];
  setBusy(form, form.dataset.working);
  fields.proof = await prove(id, fields.email);
  setBusy(form, form.dataset.sending);
  rid ||= requestId();
  return [addressOf(id), { ...fields, key, rid }];
}

const parts = LINK.exec(prepare(form, "link"));
if (parts) showPetition(parts).catch(() => {});
onPress(form, request, () => show("pending"));
