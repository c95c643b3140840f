// The proof of work that goes with a form: a little effort, bound to one petition and one address.
const SETTINGS = "/config.json";
const WORKER = "/assets/js/proof-worker.js";

function workerAddress() {
  if (!window.trustedTypes) return WORKER;
  const policy = window.trustedTypes.createPolicy("dauys", { createScriptURL: () => WORKER });
  return policy.createScriptURL("");
}

let address;

/** How many zero bits the platform asks for now: read when a form is sent, not when a page is opened. */
async function bitsAsked() {
  const answer = await fetch(SETTINGS);
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).proof_of_work_bits;
}

function nonceFor(prefix, bits) {
  return new Promise((resolve, reject) => {
    address ??= workerAddress();
    const worker = new Worker(address, { type: "module" });
    const end = (settle) => (event) => {
      worker.terminate();
      settle(event.data);
    };
    worker.addEventListener("message", end(resolve));
    worker.addEventListener("error", end(reject));
    worker.postMessage({ prefix, bits });
  });
}

/** "<hour>.<nonce>" for a petition (0 for a new one) and an e-mail address; "" if it cannot be found. */
export async function prove(petition, email) {
  const hour = new Date().toISOString().slice(0, 13);
  const prefix = `dauys-pow/v1\n${petition}\n${email.trim().toLowerCase()}\n${hour}\n`;
  try {
    return `${hour}.${await nonceFor(prefix, await bitsAsked())}`;
  } catch {
    return "";
  }
}
