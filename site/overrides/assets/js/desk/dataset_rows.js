// Rows that are added and removed, such as sources and charts; the empty ones count as not there.
import { fill, h, say } from "./dom.js";
import { t } from "./words.js";

/** `fields(value, id)` draws a row whose inputs have ids `id(part)`, `read(box)` reads it back, `isEmpty(value)` passes it over. */
export function rows({ name, most, fields, read, isEmpty }, given) {
  const node = h("div", { id: `${name}s`, tabindex: "-1" });
  const boxes = () => [...node.querySelectorAll(`[data-row=${name}]`)];
  const all = () => boxes().map(read);

  function change(make, focus) {
    const next = all();
    make(next);
    draw(next);
    node.querySelector(focus)?.focus();
    say(t("desk.dataset.changed"));
  }

  function row(value, at) {
    const remove = () => change((list) => list.splice(at, 1), "[data-add]");
    return h("fieldset", { class: "d-part d-gap", id: `${name}-${at}`, tabindex: "-1", "data-row": name },
      h("legend", {}, t(`desk.dataset.${name}.one`, { n: at + 1 })),
      fields(value, (part) => `${name}-${at}-${part}`),
      h("p", { class: "c-acts" }, h("button", { type: "button", class: "c-btn", onclick: remove }, t("desk.dataset.remove"))));
  }

  function draw(values) {
    const add = () => change((list) => list.push({}), `#${name}-${values.length} :is(input, select)`);
    fill(node, values.map(row),
      values.length < most && h("p", { class: "c-acts" }, h("button", { type: "button", class: "c-btn", "data-add": "", onclick: add }, t(`desk.dataset.${name}.add`))));
  }

  draw(given);
  return {
    node,
    redraw: () => draw(all()),
    typed: all,
    read: () => all().filter((each) => !isEmpty(each)),
    // The service counts the rows that it was sent.
    place: (number) => boxes().map((box, at) => [read(box), at]).filter(([value]) => !isEmpty(value))[number]?.[1],
  };
}
