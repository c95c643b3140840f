// The desk's calls on projects, their ideas, and the works that come of them.
import { call, rid } from "./api.js";
import { language } from "./words.js";

const said = (body) => ({ rid: rid(), lang: language(), ...body });

export const processes = () => call("processes");
export const projects = () => call("projects");
export const project = (id) => call(`projects/${id}`);
export const create = (body) => call("projects", said(body));
export const act = (id, name, body) => call(`projects/${id}/${name}`, said(body));
export const ideaAct = (id, number, name, body) => call(`projects/${id}/ideas/${number}/${name}`, said(body));
export const commentAct = (id, comment, name, body) => call(`projects/${id}/comments/${comment}/${name}`, said(body));
export const pledgeAct = (id, pledge, name) => call(`projects/${id}/pledges/${pledge}/${name}`, said({}));
export const works = () => call("works");
export const work = (id) => call(`works/${id}`);
export const createWork = (body) => call("works", said(body));
export const workAct = (id, name, body) => call(`works/${id}/${name}`, said(body));

// Bodies and places to choose from.
export async function choices() {
  const answer = await fetch("/assets/desk/complaints.json");
  return answer.json();
}
