// Looks for a nonce whose digest begins with enough zero bits, off the page's own thread.
import { sha256 } from "/assets/js/sha256.js";

const encoder = new TextEncoder();

self.addEventListener("message", ({ data: { prefix, bits } }) => {
  for (let nonce = 0; ; nonce += 1) {
    const first = sha256(encoder.encode(prefix + nonce))[0];
    if (Math.clz32(first) >= bits) {
      self.postMessage(String(nonce));
      return;
    }
  }
});
