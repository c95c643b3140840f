// Pages on which nothing can be done any more: their comments can still be put in another order.
import { order } from "/assets/js/project/order.js";

for (const box of document.querySelectorAll("[data-order]")) order(box);
