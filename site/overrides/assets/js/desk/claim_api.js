// The desk's calls on claims.
import { call } from "./api.js";
import { language } from "./words.js";

const said = (body) => ({ lang: language(), ...body });

export const offers = () => call("claims");
export const lookup = (code) => call("claims/lookup", said({ code }));
export const act = (name, body) => call(`claims/${name}`, said(body));
