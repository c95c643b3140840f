// The desk: chooses the screen by the address's fragment: #/queue/<view>, #/petitions/<id>/<act>, #/outages,
// #/complaints/<queue>, #/complaint/<id>/<move>, #/complaint/new, #/projects, #/project/<id>/<act>,
// #/project/new/<process>, #/idea/<project>-<number>/<act>, #/works, #/work/<id>/<act>, #/work/new/<trail>,
// #/polls, #/poll/<id>/<act>, #/poll/new, #/surveys, #/survey/<id>/<act>, #/survey/new, #/datasets, #/dataset/<id>/<act>,
// #/dataset/new, #/claims, #/keys.
import "../civic.js";
import { screen as claimsScreen } from "./claims.js";
import { screen as complaintScreen } from "./complaint.js";
import { screen as filingScreen } from "./complaint_filing.js";
import { screen as complaintsScreen } from "./complaints.js";
import { screen as datasetScreen } from "./dataset.js";
import { screen as editDatasetScreen } from "./dataset_edit.js";
import { screen as datasetsScreen } from "./dataset_list.js";
import * as frame from "./frame.js";
import { screen as keysScreen } from "./keys.js";
import { screen as outagesScreen } from "./outages.js";
import { screen as petitionScreen } from "./petition.js";
import { screen as pollScreen } from "./poll.js";
import { screen as editPollScreen } from "./poll_edit.js";
import { screen as pollsScreen } from "./poll_list.js";
import { screen as projectScreen } from "./project.js";
import { screen as ideaScreen } from "./project_idea.js";
import { screen as projectsScreen } from "./project_list.js";
import { screen as newProjectScreen } from "./project_new.js";
import { screen as queueScreen } from "./queue.js";
import * as session from "./session.js";
import { screen as surveyScreen } from "./survey.js";
import { screen as editSurveyScreen } from "./survey_edit.js";
import { screen as surveysScreen } from "./survey_list.js";
import { screen as workScreen } from "./work.js";
import { screen as worksScreen } from "./work_list.js";
import { screen as newWorkScreen } from "./work_new.js";
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
  if (place === "projects" || (session.isOnlyExpert() && !["project", "idea"].includes(place))) return projectsScreen();
  if (place === "project" && what === "new") return newProjectScreen(act ?? "", go);
  if (place === "project" && /^\d+$/.test(what ?? "")) return projectScreen(Number(what), act ?? "", go);
  if (place === "idea" && /^\d+-\d+$/.test(what ?? "")) return ideaScreen(...what.split("-").map(Number), act ?? "", go);
  if (place === "works") return worksScreen();
  if (place === "work" && what === "new") return newWorkScreen(act ?? "", go);
  if (place === "work" && /^\d+$/.test(what ?? "")) return workScreen(Number(what), act ?? "", go);
  if (place === "polls") return pollsScreen();
  if (place === "poll" && what === "new") return editPollScreen(0, go);
  if (place === "poll" && /^\d+$/.test(what ?? "")) return act === "edit" ? editPollScreen(Number(what), go) : pollScreen(Number(what), act ?? "", go);
  if (place === "surveys") return surveysScreen();
  if (place === "survey" && what === "new") return editSurveyScreen(0);
  if (place === "survey" && /^\d+$/.test(what ?? "")) return act === "edit" ? editSurveyScreen(Number(what)) : surveyScreen(Number(what), act ?? "", go);
  if (place === "datasets") return datasetsScreen();
  if (place === "dataset" && what === "new") return editDatasetScreen("");
  if (place === "dataset" && /^[a-z0-9-]+$/.test(what ?? "")) return act === "edit" ? editDatasetScreen(what) : datasetScreen(what, act ?? "", go);
  if (place === "claims") return claimsScreen(go);
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
