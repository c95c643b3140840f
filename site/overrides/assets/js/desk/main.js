// The desk: chooses the screen by the address's fragment: #/queue/<view>, #/petitions/<id>/<act>, #/outages,
// #/complaints/<queue>, #/complaint/<id>/<move>, #/complaint/new, #/projects, #/project/<id>/<act>,
// #/project/new/<process>, #/idea/<project>-<number>/<act>, #/works, #/work/<id>/<act>, #/work/new/<trail>,
// #/polls, #/poll/<id>/<act>, #/poll/new, #/surveys, #/survey/<id>/<act>, #/survey/new, #/datasets, #/dataset/<id>/<act>,
// #/dataset/new, #/claims, #/keys.
import "../civic.js";
import * as frame from "./frame.js";
import * as session from "./session.js";
import { chosen, t, use } from "./words.js";

// A screen is fetched when it is first opened: signing in needs none of them.
const fetched = (load) => async (...given) => (await load()).screen(...given);
const claimsScreen = fetched(() => import("./claims.js"));
const complaintScreen = fetched(() => import("./complaint.js"));
const filingScreen = fetched(() => import("./complaint_filing.js"));
const complaintsScreen = fetched(() => import("./complaints.js"));
const datasetScreen = fetched(() => import("./dataset.js"));
const editDatasetScreen = fetched(() => import("./dataset_edit.js"));
const datasetsScreen = fetched(() => import("./dataset_list.js"));
const keysScreen = fetched(() => import("./keys.js"));
const outagesScreen = fetched(() => import("./outages.js"));
const petitionScreen = fetched(() => import("./petition.js"));
const pollScreen = fetched(() => import("./poll.js"));
const editPollScreen = fetched(() => import("./poll_edit.js"));
const pollsScreen = fetched(() => import("./poll_list.js"));
const projectScreen = fetched(() => import("./project.js"));
const ideaScreen = fetched(() => import("./project_idea.js"));
const projectsScreen = fetched(() => import("./project_list.js"));
const newProjectScreen = fetched(() => import("./project_new.js"));
const queueScreen = fetched(() => import("./queue.js"));
const surveyScreen = fetched(() => import("./survey.js"));
const editSurveyScreen = fetched(() => import("./survey_edit.js"));
const surveysScreen = fetched(() => import("./survey_list.js"));
const workScreen = fetched(() => import("./work.js"));
const worksScreen = fetched(() => import("./work_list.js"));
const newWorkScreen = fetched(() => import("./work_new.js"));

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
  if (place === "survey" && what === "new") return editSurveyScreen(0, go);
  if (place === "survey" && /^\d+$/.test(what ?? "")) return act === "edit" ? editSurveyScreen(Number(what), go) : surveyScreen(Number(what), act ?? "", go);
  if (place === "datasets") return datasetsScreen();
  if (place === "dataset" && what === "new") return editDatasetScreen("", go);
  if (place === "dataset" && /^[a-z0-9-]+$/.test(what ?? "")) return act === "edit" ? editDatasetScreen(what, go) : datasetScreen(what, act ?? "", go);
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
