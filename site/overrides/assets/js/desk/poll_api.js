// The desk's calls on votes.
import { call, rid } from "./api.js";
import { language } from "./words.js";

const said = (body) => ({ rid: rid(), lang: language(), ...body });

export const polls = () => call("polls");
export const poll = (id) => call(`polls/${id}`);
export const create = (body) => call("polls", said(body));
export const act = (id, name, body) => call(`polls/${id}/${name}`, said(body));
