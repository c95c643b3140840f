// Confirms what a mailed link stands for, when its button is pressed, and hands over the receipt.
import { onPress, prepare } from "/assets/js/mailed.js";
import { fill, leadTo, show } from "/assets/js/state.js";

const form = document.getElementById("confirm");
const receipt = document.querySelector("[data-receipt]");
const sponsors = document.querySelector("[data-sponsors]");

function withdrawalLink(token) {
  const link = receipt.querySelector("[data-withdrawal]");
  link.hash = token;
  return link.href;
}

function fileOf(data) {
  const { petition, entry, salt, promise, included_by: by, withdrawal } = data;
  const kept = { petition, entry, salt, promise, included_by: by, withdrawal: withdrawalLink(withdrawal) };
  return new Blob([JSON.stringify(kept, null, 2), "\n"], { type: "application/json" });
}

function download(data) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(fileOf(data));
  link.download = `dauys-receipt-${data.petition}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function showReceipt(data) {
  fill(receipt, { ...data, included_by: new Date(data.included_by).toLocaleString(document.documentElement.lang) });
  withdrawalLink(data.withdrawal);
  receipt.querySelector("[data-download]").addEventListener("click", () => download(data));
  receipt.hidden = false;
}

function done(data) {
  show(data.state);
  if (data.entry) showReceipt(data);
  if (data.sponsor_link) {
    sponsors.querySelector("[data-sponsor-link]").textContent = data.sponsor_link;
    sponsors.hidden = false;
  }
  if (data.state === "counted" || data.state === "already") leadTo(data.petition);
}

prepare(form, "token");
onPress(form, ({ token, lang }) => ["/api/v1/confirmations", { token, lang }], done);
