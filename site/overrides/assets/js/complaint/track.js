// The reporter's own page: where the complaint stands, and what its reporter may do now.
import { day, dueSteps, moment } from "/assets/js/complaint/dates.js";
import { history } from "/assets/js/complaint/history.js";
import { keyOf, namesOf } from "/assets/js/complaint/own.js";
import { browserErrors, clearErrors, isBusy, setBusy, showErrors, values } from "/assets/js/form.js";
import { onPress, prepare, refuse } from "/assets/js/mailed.js";
import { post, requestId } from "/assets/js/post.js";
import { fill, show } from "/assets/js/state.js";
import { sendFiles } from "/assets/js/upload.js";

const form = document.getElementById("track");
const page = document.querySelector("[data-state=own]");
const lang = document.documentElement.lang;
const KEPT = "dauys-track"; // for this tab only: a page that is loaded again shows the same
const part = (name) => page.querySelector(`[data-${name}]`);
let whose = { id: 0, fields: {} };
let permit = "";

function remember(text) {
  try {
    if (text) sessionStorage.setItem(KEPT, text);
    return sessionStorage.getItem(KEPT) ?? "";
  } catch {
    return text;
  }
}

function ask(fields) {
  return [`/api/v1/complaints/${whose.id}/status`, { ...whose.fields, ...fields, lang }];
}

function request({ key, number }) {
  const { id, secret } = keyOf(key);
  whose = { id, fields: id ? { token: secret } : { key: secret, number } };
  return ask({ act: "read" });
}

function paint(data) {
  // From here on the id is known, so the link is whole whatever was typed.
  const secret = whose.fields.token ?? whose.fields.key;
  whose = { id: data.complaint, fields: { token: secret } };
  const link = remember(`${data.complaint}.${secret}`);
  const [states, moves] = [namesOf("state"), namesOf("move")];
  fill(page, {
    ...data,
    state_name: states[data.state] ?? data.state,
    filed: moment(data.filed_at, lang),
    due: day(data.due_on, lang),
  });
  part("late").hidden = !data.is_late;
  part("body").hidden = !data.body;
  part("shown").hidden = !data.shown;
  page.querySelector("[data-to-public]").href = `/${lang}/complaints/${Number(data.complaint)}/`;
  dueSteps(part("due"), data.due_steps);
  history(part("history"), data, moves, lang);
  paintActs(data, link);
  paintPhotos(data);
}

function paintActs(data, link) {
  for (const act of page.querySelectorAll("[data-may]")) act.hidden = !data.may.includes(act.dataset.may);
  page.querySelector("#a-redact").value = data.shown ?? data.description;
  part("survey").hidden = !data.may.includes("rate");
  const way = page.querySelector("[data-to-survey]");
  way.href = `/${lang}/complaints/survey/#${link}`;
  const until = page.querySelector("[data-survey-until]");
  if (data.survey.until) until.textContent = until.dataset.surveyUntil.replace("{date}", day(data.survey.until, lang));
  // A question waits for an answer: that form stands open.
  page.querySelector("[data-may=reply]").open = data.may.includes("reply");
}

function paintPhotos({ photos, uploads }) {
  permit = uploads ?? "";
  const list = page.querySelector("[data-photo-list]");
  list.replaceChildren(
    ...photos.map(({ state, url }, at) => {
      const item = document.createElement("li");
      const name = document.createElement(url ? "a" : "span");
      name.textContent = `№ ${at + 1}`;
      if (url) name.href = url;
      item.append(name, list.dataset[url ? "published" : state] ?? state);
      return item;
    }),
  );
  part("add").hidden = !permit;
  part("photos").hidden = !permit && !photos.length;
}

function shown(data) {
  paint(data);
  show("own");
}

async function look() {
  const answer = await post(...ask({ act: "read" }));
  if (answer.ok) paint(answer.data);
}

async function act(one) {
  const wrong = browserErrors(one.elements, one.dataset);
  if (wrong.length) return showErrors(one, one.dataset.errors, wrong);
  clearErrors(one);
  setBusy(one, one.dataset.sending);
  one.dataset.rid ||= requestId();
  try {
    const fields = { act: one.dataset.act, text: values(one).text, rid: one.dataset.rid };
    const answer = await post(...ask(fields));
    if (!answer.ok) return showErrors(one, answer.data.title ?? one.dataset.failed, answer.data.errors ?? []);
    delete one.dataset.rid;
    one.reset();
    one.closest("details").open = false;
    paint(answer.data);
    part("taken").hidden = false;
    return part("taken").scrollIntoView({ block: "center" });
  } catch {
    return showErrors(one, one.dataset.failed, []);
  } finally {
    setBusy(one, "");
  }
}

async function add({ target }) {
  const status = part("photo-status");
  const { sending, failed } = status.dataset;
  const files = [...target.files];
  const refused = await sendFiles(permit, files, lang, (n, of) => {
    status.textContent = sending.replace("{n}", n).replace("{of}", of);
  });
  const reasons = [...new Set(refused.map(({ reason }) => reason).filter(Boolean))];
  status.textContent = refused.length ? [failed, ...reasons].join(" ") : "";
  target.value = "";
  await look();
}

const link = prepare(form, "key") || remember("");
onPress(form, request, shown);
for (const one of page.querySelectorAll("[data-act]")) {
  one.noValidate = true;
  one.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isBusy(one)) act(one);
  });
}
page.querySelector("#own-files").addEventListener("change", (event) => add(event).catch(() => {}));
if (link) {
  post(...request({ key: link }))
    .then((answer) => (answer.ok ? shown(answer.data) : refuse(form, answer)))
    .catch(() => showErrors(form, form.dataset.failed, []));
}
