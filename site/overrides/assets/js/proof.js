// The proof of work that goes with a form: a little effort, bound to one petition and one address.
const BITS = 16;
const WORKER = "/assets/js/proof-worker.js";

function workerAddress() {
  if (!window.trustedTypes) return WORKER;
  const policy = window.trustedTypes.createPolicy("dauys", { createScriptURL: () => WORKER });
  return policy.createScriptURL("");
}

let address;

/** "<hour>.<nonce>" for a petition (0 for a new one) and an e-mail address; "" if no worker may run. */
export function prove(petition, email) {
  const hour = new Date().toISOString().slice(0, 13);
  const prefix = `dauys-pow/v1\n${petition}\n${email.trim().toLowerCase()}\n${hour}\n`;
  return new Promise((resolve) => {
    try {
      address ??= workerAddress();
      const worker = new Worker(address, { type: "module" });
      const done = (proof) => {
        worker.terminate();
        resolve(proof);
      };
      worker.addEventListener("message", ({ data }) => done(`${hour}.${data}`));
      worker.addEventListener("error", () => done(""));
      worker.postMessage({ prefix, bits: BITS });
    } catch {
      resolve("");
    }
  });
}
