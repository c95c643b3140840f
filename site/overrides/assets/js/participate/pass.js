// Asks for a participation code by mail. The proof of work of such a form is bound to no one thing.
import { proved } from "/assets/js/proved.js";

for (const form of document.querySelectorAll("[data-pass]")) proved(form, { subject: () => 0 });
