// Added files on the desk: fetched with the official's token, so no address of them can be handed on.
import { media } from "./api.js";
import { h } from "./dom.js";
import { number, t, word } from "./words.js";

const KILOBYTE = 1024;

/** A list of added files: pictures to look at, documents to save; `choice` adds a box to leave one out. */
export function files(list, choice) {
  return h("ul", { class: "d-files" }, list.map((file) => h("li", {}, shown(file), choice?.(file))));
}

function shown(file) {
  if (file.state === "refused") return h("p", { class: "c-mut" }, word(`media.refused.${file.reason}`, file.reason));
  if (file.state !== "clean") return h("p", { class: "c-mut" }, t("desk.file_waiting"));
  const size = h("small", { class: "c-mut" }, ` ${number(Math.ceil(file.bytes / KILOBYTE))} KB`);
  const open = h("button", { class: "c-link", type: "button", onclick: () => save(file, open) }, t(file.form === "pdf" ? "desk.file_pdf" : "desk.file_picture"));
  return [file.form === "image" && picture(file), h("p", {}, open, size)];
}

function picture(file) {
  const image = h("img", { alt: t("desk.file_picture"), class: "d-files__i" });
  media(file.id, true).then((blob) => { image.src = address(blob, image); }, () => image.remove());
  return image;
}

async function save(file, button) {
  button.disabled = true;
  try {
    const blob = await media(file.id, false);
    const link = h("a", { href: URL.createObjectURL(blob), download: `${file.id}.${file.form === "pdf" ? "pdf" : "jpg"}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  } finally {
    button.disabled = false;
  }
}

function address(blob, image) {
  const made = URL.createObjectURL(blob);
  image.addEventListener("load", () => URL.revokeObjectURL(made), { once: true });
  return made;
}
