// The desk: chooses the screen by the address's fragment: #/queue/<view>, #/petitions/<id>/<act>, #/outages,
// #/complaints/<queue>, #/complaint/<id>/<move>, #/complaint/new, #/keys.
import "../civic.js";
import { screen as complaintScreen } from "./complaint.js";
import { screen as filingScreen } from "./complaint_filing.js";
import { screen as complaintsScreen } from "./complaints.js";
import * as frame from "./frame.js";
import { screen as keysScreen } from "./keys.js";
import { screen as outagesScreen } from "./outages.js";
import { screen as petitionScreen } from "./petition.js";
import { screen as queueScreen } from "./queue.js";
import * as session from "./session.js";
import { chosen, t, use } from "./words.js";

const VIEWS = ["moderation", "duties", "open", "flagged", "all"];
let turn = 0;

async function go({ quiet = false } = {}) {
  const mine = (turn += 1);
  frame.head(changeLanguage, signOut);
  const signed = session.current();
  if (!signed) return frame.signIn(session.wasSignedIn() ? t("desk.session_expired") : "");
  if (!signed.roles.length) return frame.signIn(t("desk.no_role"));
  if (!quiet) frame.loading();
  try {
    const show = await chooseScreen();
    if (mine === turn) show();
  } catch (error) {
    if (mine === turn) refuse(error);
  }
  return undefined;
}

function chooseScreen() {
  const [place, what, act] = location.hash.replace(/^#\//, "").split("/");
  if (place === "petitions" && /^\d+$/.test(what ?? "")) return petitionScreen(Number(what), act ?? "", go);
  if (place === "complaint" && /^\d+$/.test(what ?? "")) return complaintScreen(Number(what), act ?? "", go);
  if (place === "complaint" && what === "new") return filingScreen(go);
  if (place === "complaints") return complaintsScreen(what ?? "", go);
  if (place === "keys") return keysScreen(go);
  if (place === "outages") return outagesScreen(go);
  return queueScreen(VIEWS.includes(what) ? what : "moderation", go);
}

function refuse(error) {
  if (error.status === 401) return frame.signIn(t("desk.session_expired"));
  return frame.refused(error, () => go());
}

async function changeLanguage(code) {
  await use(code);
  await go();
  document.querySelector(`[data-languages] [lang=${code}]`)?.focus();
}

function signOut() {
  session.signOut();
  location.hash = "";
  go();
}

async function begin() {
  await use(chosen());
  try {
    await session.complete();
  } catch {
    frame.head(changeLanguage, signOut);
    return frame.signIn(t("desk.sign_in_failed"));
  }
  addEventListener("hashchange", () => location.hash === "#content" || go());
  return go();
}

begin();
