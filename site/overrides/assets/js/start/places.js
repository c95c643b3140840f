// The place decides which bodies may be asked, the body decides under which rules.
export function link(form) {
  const place = form.elements.jurisdiction;
  const body = form.elements.body;
  const groups = [...body.querySelectorAll("optgroup")];
  const empty = body.options[0];
  const rules = [...form.querySelectorAll("input[name=rule_set]")];

  function chooseRules() {
    const allowed = body.selectedOptions[0]?.dataset.rules?.split(" ");
    for (const one of rules) {
      const fits = !allowed || allowed.includes(one.value);
      one.closest(".c-opt").hidden = !fits;
      if (!fits) one.checked = false;
    }
    const left = rules.filter((one) => !one.closest(".c-opt").hidden);
    if (allowed && left.length === 1) left[0].checked = true;
  }

  function chooseBodies() {
    const chosen = body.value;
    const here = groups.filter((group) => !place.value || group.dataset.jurisdiction === place.value);
    body.replaceChildren(empty, ...here);
    body.value = [...body.options].some((option) => option.value === chosen) ? chosen : "";
    chooseRules();
  }

  place.addEventListener("change", chooseBodies);
  body.addEventListener("change", chooseRules);
  chooseBodies();
}
