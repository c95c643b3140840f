// The pages of projects and works: each part of a page that gains from scripts, if it is there.
import "/assets/js/participate/pass.js";
import { wire } from "/assets/js/project/forms.js";
import { merge } from "/assets/js/project/merge.js";
import { order } from "/assets/js/project/order.js";
import { watch } from "/assets/js/project/similar.js";
import { reply, stances } from "/assets/js/project/talk.js";

for (const form of document.querySelectorAll("[data-project-form]")) wire(form);
for (const form of document.querySelectorAll("[data-stances]")) stances(form);
for (const link of document.querySelectorAll("[data-reply]")) reply(link);
for (const place of document.querySelectorAll("[data-similar]")) watch(place);
for (const box of document.querySelectorAll("[data-order]")) order(box);
for (const box of document.querySelectorAll("[data-merge]")) merge(box);
