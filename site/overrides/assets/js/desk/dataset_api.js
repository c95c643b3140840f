// The desk's calls on uploaded datasets.
import { call, rid } from "./api.js";
import { language } from "./words.js";

export const datasets = () => call("datasets");
export const dataset = (id) => call(`datasets/${id}`);
export const inspect = (body) => call("datasets/inspection", { lang: language(), ...body });
export const keep = (body) => call("datasets", { lang: language(), ...body });
export const act = (id, name, body) => call(`datasets/${id}/${name}`, { rid: rid(), lang: language(), ...body });

// Bodies and places to choose from.
export async function choices() {
  const answer = await fetch("/assets/desk/complaints.json");
  return answer.json();
}

const AT_ONCE = 0x8000;

/** The bytes of a file as Base64: whatever its encoding, the service is the one that reads it. */
export async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += AT_ONCE) text += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  return btoa(text);
}
