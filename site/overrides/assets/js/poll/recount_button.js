// Counts the vote again in the reader's browser, from the published rule and ballots, and compares.
const box = document.querySelector("[data-recount]");
const outcome = box.querySelector("[data-outcome]");
const words = box.dataset;
async function file(name) {
  const answer = await fetch(`/polls/${words.recount}/${name}.json`, { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

async function sha256(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function say(text, isGood) {
  outcome.textContent = text;
  outcome.className = isGood ? "c-agrees" : "c-differs";
}

const shown = (result) => (result.winners.length ? result.winners.join(", ") : String(result.passed));

async function count() {
  outcome.className = "";
  outcome.textContent = words.working;
  // The rules of counting are fetched only by those who count.
  const { recount, toJson } = await import("/assets/js/poll/recount.js");
  const [rule, ballots, result] = await Promise.all(["rule", "ballots", "result"].map(file));
  const told = JSON.parse(result);
  if (crypto.subtle && ((await sha256(ballots)) !== told.ballots_hash || (await sha256(rule)) !== told.seal)) {
    return say(words.wrongFile, false);
  }
  const found = await recount(JSON.parse(rule).rule, JSON.parse(ballots), told.seed);
  if (toJson(found) === toJson(told.result)) {
    return say(words.agrees.replace("#", found.cast.toLocaleString(document.documentElement.lang)), true);
  }
  return say(words.differs.replace("#1", shown(told.result)).replace("#2", shown(found)), false);
}

box.hidden = false;
box.querySelector("button").addEventListener("click", () => count().catch(() => say(words.failed, false)));
