// The country's map: own vector layers, moved by finger, mouse, wheel and keys. No third party is asked.
import { draw, line } from "/assets/js/complaint/map_shapes.js";
import { gestures } from "/assets/js/complaint/map_gestures.js";
import { metres, toMap, toPlace } from "/assets/js/complaint/projection.js";

const BASE = "/assets/map/base.svg";
const STEP = 2; // how much one press of + brings nearer
const NEAREST = { streets: 3, none: 60 }; // map units across: with streets some 500 m, else 10 km

export class CountryMap extends EventTarget {
  /** Draw into a box whose data-… attributes hold the words. */
  constructor(box, frame, { pick = false } = {}) {
    super();
    Object.assign(this, { box, frame, pick, pins: [], lang: document.documentElement.lang });
    this.svg = draw(box, frame, BASE, this.words(pick));
    this.live = line("g", { class: "m-live" });
    this.svg.append(this.live);
    this.shown = { x: 0, y: 0, w: frame.width };
    gestures(this);
    box.addEventListener("click", (event) => this.pressed(event));
    new ResizeObserver(() => this.show(this.shown)).observe(this.svg);
    this.show(this.shown);
  }

  words(pick) {
    const { in: near, out, whole, mark, label } = this.box.dataset;
    return { label, buttons: [["in", "+", near], ["out", "−", out], ["whole", "⤢", whole]], mark: pick ? mark : "" };
  }

  /** Map units in one pixel. */
  get unit() {
    return this.shown.w / (this.svg.clientWidth || 1);
  }

  get height() {
    return this.unit * this.svg.clientHeight;
  }

  get middle() {
    return { x: this.shown.x + this.shown.w / 2, y: this.shown.y + this.height / 2 };
  }

  /** Show a part of the map: its left upper corner and its width, kept within the frame. */
  show({ x, y, w }) {
    const { width, height, kinds } = this.frame;
    const ratio = this.svg.clientHeight / (this.svg.clientWidth || 1) || height / width;
    const widest = Math.max(width, height / ratio);
    const nearest = kinds.includes("road") ? NEAREST.streets : NEAREST.none;
    const wide = Math.min(widest, Math.max(nearest, w));
    const fit = (at, part, all) => (part >= all ? (all - part) / 2 : Math.min(all - part, Math.max(0, at)));
    this.shown = { x: fit(x, wide, width), y: fit(y, wide * ratio, height), w: wide };
    this.svg.setAttribute("viewBox", `${this.shown.x} ${this.shown.y} ${wide} ${wide * ratio}`);
    this.box.querySelector("[data-zoom=in]").disabled = wide <= nearest;
    this.box.querySelector("[data-zoom=out]").disabled = wide >= widest;
    this.rule();
    this.dispatchEvent(new Event("moved"));
  }

  /** Zoom so that a point of the map stays where it is. */
  zoom(factor, at = this.middle) {
    const { x, y, w } = this.shown;
    this.show({ x: at.x - (at.x - x) / factor, y: at.y - (at.y - y) / factor, w: w / factor });
  }

  move(right, down) {
    this.show({ ...this.shown, x: this.shown.x + right * this.unit, y: this.shown.y + down * this.unit });
  }

  /** Bring a place to the middle, at most `across` map units wide. */
  go(place, across = this.frame.width / 24) {
    const { x, y } = toMap(this.frame, place);
    const w = Math.min(this.shown.w, across);
    this.show({ x: x - w / 2, y: y - (w * this.svg.clientHeight) / this.svg.clientWidth / 2, w });
  }

  pressed({ target }) {
    const how = target.closest("[data-zoom]")?.dataset.zoom;
    if (how === "in") this.zoom(STEP);
    if (how === "out") this.zoom(1 / STEP);
    if (how === "whole") this.show({ x: 0, y: 0, w: this.frame.width });
    if (how === "mark") this.choose(this.middle);
  }

  /** Tell which place was chosen, where places are chosen. */
  choose(point) {
    if (!this.pick) return;
    this.dispatchEvent(new CustomEvent("chosen", { detail: toPlace(this.frame, point) }));
  }

  /** The point of the map under a point of the window. */
  under({ clientX, clientY }) {
    const box = this.svg.getBoundingClientRect();
    return { x: this.shown.x + (clientX - box.left) * this.unit, y: this.shown.y + (clientY - box.top) * this.unit };
  }

  /** Keep the bar of the scale right: a round length of at most a quarter of the map. */
  rule() {
    const { x, y } = this.middle;
    const wide = this.shown.w / 4;
    const length = metres(toPlace(this.frame, { x, y }), toPlace(this.frame, { x: x + wide, y }));
    const power = 10 ** Math.floor(Math.log10(length));
    const round = [5, 2, 1].map((n) => n * power).find((n) => n <= length) ?? power;
    const bar = this.box.querySelector("[data-rule]");
    const { km, m } = this.box.dataset;
    bar.textContent = round >= 1000 ? km.replace("#", round / 1000) : m.replace("#", Math.round(round));
    bar.style.width = `${((wide / this.unit) * round) / length}px`;
  }
}
