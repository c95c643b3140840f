// Photos are chosen before sending and go after it, since only a report that exists may have them.
const TYPES = new Set(["image/jpeg", "image/png", "image/webp"]);
const MOST_BYTES = 10 * 1024 * 1024;

/** Wire the field of photos; gives {chosen()}. */
export function photos(form) {
  const field = form.querySelector("[data-photo-field]");
  const input = field.querySelector("input");
  const list = field.querySelector("[data-thumbs]");
  const most = Number(form.dataset.photos);
  const { photosWrong, photosMany } = form.dataset;
  let kept = [];

  function paint() {
    list.replaceChildren(
      ...kept.map((file, at) => {
        const item = document.createElement("li");
        const off = document.createElement("button");
        off.type = "button";
        off.className = "c-link";
        off.textContent = "×";
        off.setAttribute("aria-label", `× ${file.name}`);
        off.addEventListener("click", () => {
          kept.splice(at, 1);
          paint();
        });
        item.append(file.name, off);
        return item;
      }),
    );
  }

  function tell(words) {
    const note = field.querySelector("[data-error]") ?? document.createElement("p");
    note.className = "c-error";
    note.dataset.error = "";
    note.textContent = words;
    note.setAttribute("role", "alert");
    if (words) input.before(note);
    else note.remove();
  }

  input.addEventListener("change", () => {
    const files = [...input.files];
    const wrong = files.filter((file) => !TYPES.has(file.type) || file.size > MOST_BYTES);
    const good = files.filter((file) => !wrong.includes(file));
    const left = Math.max(0, most - kept.length);
    kept = [...kept, ...good.slice(0, left)];
    if (wrong.length) tell(`${photosWrong}: ${wrong.map(({ name }) => name).join(", ")}`);
    else tell(good.length > left ? photosMany : "");
    input.value = "";
    paint();
  });
  field.hidden = false;
  return { chosen: () => kept };
}
