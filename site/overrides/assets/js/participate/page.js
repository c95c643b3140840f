// Takes the code out of a mailed link, keeps it, and leads on to the page where it was asked for.
import "/assets/js/participate/pass.js";
import { bare } from "/assets/js/participate/act.js";
import { forget, keep, kept } from "/assets/js/participate/code.js";
import { post, takeToken } from "/assets/js/post.js";

const lang = document.documentElement.lang;
const PAGE = new RegExp(`^/${lang}(?:/[A-Za-z0-9_-]+)*/$`);
const taken = document.getElementById("code-taken");
const wrong = document.getElementById("code-wrong");

function show(section) {
  for (const one of [taken, wrong, document.getElementById("code-forgotten")]) one.hidden = one !== section;
  section?.focus();
}

function leadOn(path) {
  const way = taken.querySelector("[data-onwards]");
  way.hidden = !PAGE.test(path);
  if (!way.hidden) way.href = path;
}

function tell(record, onwards) {
  taken.querySelector("[data-hint]").textContent = record.hint || "…";
  taken.querySelector("[data-until]").textContent = new Date(record.expires_at).toLocaleDateString(lang, { dateStyle: "long" });
  leadOn(onwards);
  show(taken);
}

async function enter(token) {
  const [, onwards = ""] = token.split("~");
  const code = bare(token);
  const answer = await post("/api/v1/contributions", { code, lang }).catch(() => null);
  // A service out of reach says nothing about the code: it is kept, and tried where it is used.
  if (answer && !answer.ok && answer.status < 500) return show(wrong);
  return tell(keep(code, answer?.data.hint), onwards);
}

taken.querySelector("[data-forget]").addEventListener("click", () => {
  forget();
  show(document.getElementById("code-forgotten"));
});
// A mailed link that is opened in the tab of this very page only changes the fragment.
addEventListener("hashchange", () => {
  const next = takeToken();
  if (next) enter(next);
});
const token = takeToken();
if (token) enter(token);
else if (kept()) tell(kept(), "");
