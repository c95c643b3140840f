// Shows one step of the form at a time; the browser's own back button walks back.
export class Steps {
  constructor(form, check) {
    this.form = form;
    this.check = check;
    this.all = [...form.querySelectorAll("[data-step]")];
    this.marks = [...form.querySelectorAll("[data-at]")];
    form.querySelector("[data-progress]").hidden = false;
    for (const walk of form.querySelectorAll("[data-walk], [data-back]")) walk.hidden = false;
    form.addEventListener("click", (event) => this.pressed(event));
    window.addEventListener("popstate", () => this.show(this.named(location.hash), true));
    this.show(0, false);
  }

  named(hash) {
    return Math.max(0, this.all.findIndex((step) => `#${step.id}` === hash));
  }

  pressed({ target }) {
    if (target.closest("[data-next]")) this.next();
    if (target.closest("[data-back]")) this.go(this.at - 1);
  }

  next() {
    if (this.check(this.all[this.at])) this.go(this.at + 1);
  }

  /** Go to a step so that the back button returns from it. */
  go(at) {
    history.pushState(null, "", `#${this.all[at].id}`);
    this.show(at, true);
  }

  /** The number of the step that holds a control, or -1. */
  of(control) {
    return this.all.findIndex((step) => step.contains(control));
  }

  show(at, focus) {
    this.at = at;
    this.all.forEach((step, n) => {
      step.hidden = n !== at;
    });
    this.marks.forEach((mark, n) => {
      mark.classList.toggle("past", n < at);
      mark.toggleAttribute("aria-current", n === at);
      if (n === at) mark.setAttribute("aria-current", "step");
    });
    for (const intro of document.querySelectorAll("[data-intro]")) intro.hidden = at > 0;
    this.form.dispatchEvent(new CustomEvent("step", { detail: this.all[at].dataset.step }));
    if (focus) this.all[at].querySelector("legend").focus();
  }
}
