// Signing (and the folded forms beside it) without leaving the page. Without this file they post as they are.
import { proved } from "/assets/js/proved.js";

for (const form of document.querySelectorAll("[data-sign]")) {
  proved(form, { subject: () => form.dataset.petition });
}

const sticky = document.querySelector(".c-sticky");
const target = document.getElementById("sign");
if (sticky && target) {
  new IntersectionObserver(([seen]) => {
    sticky.hidden = seen.isIntersecting;
  }).observe(target);
}
