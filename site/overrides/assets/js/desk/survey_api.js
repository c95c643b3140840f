// The desk's calls on surveys.
import { call, rid } from "./api.js";
import { language } from "./words.js";

const said = (body) => ({ rid: rid(), lang: language(), ...body });

export const surveys = () => call("surveys");
export const survey = (id) => call(`surveys/${id}`);
export const texts = (id, question) => call(`surveys/${id}/texts/${question}`);
export const begin = (body) => call("surveys", said(body));
export const act = (id, name, body) => call(`surveys/${id}/${name}`, said(body));

// Bodies and places to choose from.
export async function choices() {
  const answer = await fetch("/assets/desk/complaints.json");
  return answer.json();
}
