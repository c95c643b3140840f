// Shows a question only where the answers before it ask for it. The service decides by the same rules.
import { answerOf, chosen } from "/assets/js/survey/answers.js";

/** Tell whether an answer, undefined if there is none, meets a condition. */
function holds({ test, value }, answer) {
  if (answer === undefined) return false;
  const given = chosen(answer);
  if (test === "equals") return String(given) === String(value);
  if (test === "includes") return given.includes(value);
  if (test === "at_least") return Number(given) >= Number(value);
  return true;
}

/** Show what comes up and put away what does not, in the order of the questions. */
export function branch(questions) {
  const answers = {};
  for (const box of questions) {
    const rules = JSON.parse(box.dataset.show ?? "[]");
    const met = (rule) => holds(rule, answers[rule.question]);
    const isAsked = box.hasAttribute("data-any") ? rules.some(met) : rules.every(met);
    box.hidden = !isAsked;
    box.disabled = !isAsked;
    const answer = isAsked ? answerOf(box) : undefined;
    if (answer !== undefined) answers[box.dataset.question] = answer;
  }
  return answers;
}
