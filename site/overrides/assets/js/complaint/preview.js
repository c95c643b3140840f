// What everyone will see, before it is sent; the author may put the public text in other words.

function shownPlace(form, place, words) {
  const { metres } = form.dataset;
  const { jurisdiction, address } = form.elements;
  const region = jurisdiction.value ? jurisdiction.selectedOptions[0].textContent : "";
  if ("private" in form.dataset || metres === "0") return words.none;
  const point = place.point();
  const decimals = 5 - Math.log10(Number(metres));
  const where = point ? `${point.lat.toFixed(decimals)}, ${point.long.toFixed(decimals)} (${words.about.replace("#", metres)})` : "";
  const street = "addressPublic" in form.dataset ? address.value.trim() : "";
  return [street, region, where].filter(Boolean).join("\n");
}

/** Fill the preview with the form's values. */
export function preview(form, place, files) {
  const box = form.querySelector("[data-preview]");
  const at = box.querySelector("[data-preview-place]");
  const text = box.querySelector("[data-preview-text]");
  const wording = form.querySelector("#f-shown");
  at.textContent = shownPlace(form, place, at.dataset);
  box.hidden = false;
  if (!text) return;
  const may = form.elements.may_publish.checked;
  const said = form.elements.description.value.trim();
  // Other words stay only as long as what they stand for.
  if (wording.dataset.said !== said) {
    wording.value = said;
    wording.dataset.said = said;
  }
  const show = () => {
    text.textContent = may ? wording.value.trim() || said : text.dataset.none;
  };
  wording.oninput = show;
  show();
  form.querySelector("[data-redact]").hidden = !may;
  const photos = box.querySelector("[data-preview-photos]");
  photos.hidden = !files.length || !may;
  photos.querySelector("dd").textContent = files.map(({ name }) => name).join("\n");
}

/** The public wording, where it is another than what was typed; else "". */
export function publicText(form) {
  const wording = form.querySelector("#f-shown");
  if (!wording || !form.elements.may_publish.checked) return "";
  const shown = wording.value.trim();
  return shown && shown !== form.elements.description.value.trim() ? shown : "";
}
