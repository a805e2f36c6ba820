// Asking for a time: real, at a date and time, shifted, frozen, faster, like another island; chips for the frequent
// ones; what will come of it, in words.

import { epoch, fromShift, fromWall, islandTime, lead, now, toShift, wall, zoneText } from "../js/clock.js";
import { find, findAll, make } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { longDate, span } from "../js/times.js";

const DAY = 86_400;
const BEFORE = 30; // seconds before a moment at which the chips put the island
const EXACT = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/i; // an instant, in whatever zone

const SHIFTS = [60, 3600, DAY, 7 * DAY];

/** For blueprints that name no moments: the next midnights, by the day `[y, m, d]` that it is on the island. */
const MIDNIGHTS = [
  { title: _("Midnight"), date: ([y, m, d]) => [y, m, d + 1] },
  { title: _("Monday"), date: ([y, m, d]) => [y, m, d + ((8 - new Date(Date.UTC(y, m - 1, d)).getUTCDay()) % 7 || 7)] },
  { title: _("Next month"), date: ([y, m]) => [y, m + 1, 1] },
  { title: _("New Year"), date: ([y]) => [y + 1, 1, 1] },
];

const REAL = { mode: "real", offset: 0 };

export class ClockForm {
  #undoing = false;
  #foretold = null; // the clock that would come, where only the manager knows it

  /** `moments` are `{name, title, next}` of the blueprint. `state()` answers `{clock}`: what it is now. */
  constructor(root, zone, moments = [], state = () => ({ clock: REAL })) {
    this.root = root;
    this.zone = zone;
    this.state = state;
    for (const name of ["at", "shift", "rate", "same"]) this[name] = find(`[name=clock-${name}]`, root);
    this.picked = find("[data-picked]", root);
    this.slide = find("[data-slide]", root);
    this.setMoments(moments);
    root.addEventListener("input", (event) => this.#input(event));
    root.addEventListener("click", (event) => {
      // With the mouse the next thing is typing; who moves by arrow keys is still choosing.
      if (event.target.name === "clock-mode" && event.detail > 0 && this.mode !== "real") this.focus();
    });
    find("[data-pick]", root).addEventListener("click", () => this.#pick());
    this.show();
  }

  get mode() {
    return find("[name=clock-mode]:checked", this.root).value;
  }

  /** The request as the API takes it. */
  ask() {
    if (this.#undoing) return { mode: "undo" };
    if (this.mode === "at" || this.mode === "freeze") return { mode: this.mode, ...this.#when() };
    if (this.mode === "rate") return { mode: "rate", rate: Number(this.rate.value), ...this.#when() };
    if (this.mode === "shift") return { mode: "shift", shift: this.shift.value.trim() };
    if (this.mode === "same") return { mode: "same", island: Number(this.same.value.trim().replace("#", "")) };
    return { mode: "real" };
  }

  /** Whether there is something to ask the manager about: `empty`, `clear`, or `unclear` to this page alone. */
  get reading() {
    if (this.#undoing) return "clear";
    if (this.mode === "same") return /^#?[1-9]\d*$/.test(this.same.value.trim()) ? "clear" : "empty";
    if (this.mode === "rate" && !this.rate.checkValidity()) return "empty";
    const text = { at: this.at, shift: this.shift }[this.mode];
    if (text && !text.value.trim()) return "empty";
    const wanted = this.#wanted();
    return wanted === null || Number.isNaN(wanted) ? "unclear" : "clear";
  }

  fill({ mode = "real", at = "", shift = "", rate = 0, island = 0 }) {
    const usable = mode === "at" && !at ? "real" : mode;
    for (const radio of findAll("[name=clock-mode]", this.root)) radio.checked = radio.value === usable;
    if (at || mode === "freeze" || mode === "rate") this.at.value = at;
    if (shift) this.shift.value = shift;
    if (rate) this.rate.value = this.slide.value = rate;
    if (island) this.same.value = island;
    this.#undoing = this.settled = false;
    this.show();
  }

  /** Ask for the clock before the last change, until something else is asked for. */
  undo() {
    this.#undoing = true;
    this.#told();
  }

  /** What the manager says would come. */
  foretell(clock) {
    this.#foretold = clock;
    this.show();
  }

  /** What stands there was done: from now on it says nothing about the future, until somebody touches it. */
  settle() {
    this.settled = true;
    this.#undoing = false;
    this.show();
  }

  /** The chips: later by so much, and shortly before the moments that the game hangs on. */
  setMoments(moments) {
    const chip = (words, run) =>
      make(
        "button",
        {
          type: "button",
          class: "chip",
          onclick: () => {
            run();
            this.#told();
            this.#chosen();
          },
        },
        words,
      );
    const later = SHIFTS.map((seconds) => chip(`+${span(seconds)}`, () => this.#add(seconds)));
    const named = moments.map(({ name, title, next }) => chip(title, () => this.#beforeNamed(name, next)));
    const usual = MIDNIGHTS.map(({ title, date }) => chip(title, () => this.#beforeMidnight(date)));
    const nowPlus = make("span", { class: "chips-lead" }, _("Now"));
    const before = make("span", { class: "chips-lead" }, _("%(time)s before", { time: span(BEFORE) }));
    find("[data-chips]", this.root).replaceChildren(
      make("div", { class: "chips" }, nowPlus, later),
      make("div", { class: "chips" }, before, named.length ? named : usual),
    );
  }

  setZone(zone) {
    this.zone = zone;
    this.show();
  }

  focus() {
    const input =
      { at: this.at, shift: this.shift, freeze: this.at, rate: this.rate, same: this.same }[this.mode] ??
      find("[name=clock-mode]:checked", this.root);
    input.focus();
    input.select?.();
  }

  show() {
    for (const part of findAll("[data-mode]", this.root)) part.hidden = !part.dataset.mode.split(" ").includes(this.mode);
    this.at.placeholder = this.mode === "at" ? "2026-12-31 23:59:30" : _("now, or a time");
    const wanted = this.#wanted();
    find("[data-zone]", this.root).textContent = `${this.zone}${this.zone === "UTC" ? "" : ` (${zoneText(this.zone, wanted || now())})`}`;
    const preview = find("[data-preview]", this.root);
    const wrong = this.#wrong(wanted);
    preview.classList.toggle("is-wrong", Boolean(wrong));
    const words = wrong || this.#outcome(wanted);
    if (preview.textContent !== words) preview.textContent = words;
  }

  /** `at` of a request, or the moment before which it is, or nothing: from the present time. */
  #when() {
    const text = this.at.value.trim();
    if (this.named && this.named.text === text) return { moment: this.named.name, before: `${BEFORE}s` }; // the manager knows it to the second
    return text || this.mode === "at" ? { at: text } : {};
  }

  /** The instant that is asked for, as far as this page can tell: null when the text is no such thing, NaN when no such time. */
  #wanted() {
    if (this.#undoing || this.mode === "same") return this.#foretold && islandTime(this.#foretold);
    if (this.mode === "real") return now();
    if (this.mode === "shift") {
      const seconds = fromShift(this.shift.value);
      return seconds === null ? null : now() + seconds;
    }
    const text = this.at.value.trim();
    const shows = islandTime(this.state().clock);
    if (!text && this.mode !== "at") return shows;
    return EXACT.test(text) ? epoch(text) : fromWall(text, this.zone, shows);
  }

  #wrong(wanted) {
    if (Number.isNaN(wanted)) return _("There is no such time in %(zone)s.", { zone: this.zone });
    if (this.mode === "rate" && !this.rate.checkValidity()) return _("From 1 to 60 times as fast.");
    if (wanted !== null || this.#undoing) return "";
    if (this.mode === "shift") return this.shift.value.trim() ? _("Write for instance +2d3h or -90m (w, d, h, m, s).") : "";
    return this.mode !== "same" && this.at.value.trim() ? _("Write 2026-12-31 23:59:30, or 23:59:30 for the present day.") : "";
  }

  #outcome(wanted) {
    if (this.settled || wanted === null) return "";
    const pace = this.#pace();
    if (!pace && !this.#undoing && Math.abs(wanted - islandTime(this.state().clock)) < 2 && !this.state().clock.frozen_at) return ""; // that is what it is
    const ahead = Math.round(wanted - now());
    const far =
      Math.abs(ahead) < 2
        ? _("real time")
        : ahead > 0
          ? _("%(time)s ahead of real time", { time: span(ahead) })
          : _("%(time)s behind real time", { time: span(ahead) });
    return [
      this.#undoing ? _("As before the last change") : "",
      `${longDate(wanted, this.zone)} ${wall(wanted, this.zone).slice(11)}`,
      far,
      pace,
    ]
      .filter(Boolean)
      .join(" · ");
  }

  #pace() {
    const clock = this.#undoing || this.mode === "same" ? this.#foretold : { mode: this.mode, rate: Number(this.rate.value) };
    if (clock?.mode === "freeze") return _("time stands still");
    if (clock?.mode === "rate") return clock.rate === 1 ? _("at normal speed") : _("%(n)s times as fast", { n: clock.rate });
    return "";
  }

  /** Later than what is asked for now, or than what the island shows now. */
  #add(seconds) {
    if (this.mode === "freeze" || this.mode === "rate") {
      const typed = this.at.value.trim() ? this.#wanted() : null;
      return this.#put((typed || islandTime(this.state().clock)) + seconds);
    }
    const typed = this.mode === "shift" && !this.settled ? fromShift(this.shift.value) : null;
    this.fill({ mode: "shift", shift: toShift((typed ?? lead(this.state().clock)) + seconds) });
  }

  /** A chip's time: on it runs, stands or runs fast, as is chosen. */
  #put(instant) {
    const mode = this.mode === "freeze" || this.mode === "rate" ? this.mode : "at";
    this.fill({ mode, at: wall(instant, this.zone) });
  }

  #beforeNamed(name, next) {
    this.#put(next - BEFORE);
    this.named = { name, text: this.at.value };
  }

  #beforeMidnight(date) {
    const base = islandTime(this.state().clock);
    const [y, m, d] = date(
      wall(base + BEFORE, this.zone)
        .slice(0, 10)
        .split("-")
        .map(Number),
    );
    const midnight = new Date(Date.UTC(y, m - 1, d)).toISOString().slice(0, 10);
    // Some zones skip midnight on the day their summer time begins: then 30 s before the first time there is.
    const instant = [0, 1, 2].map((hour) => fromWall(`${midnight} 0${hour}:00:00`, this.zone, base)).find((found) => found);
    this.#put(instant - BEFORE);
  }

  #input({ target }) {
    if (target === this.picked && this.picked.value) this.at.value = this.picked.value.replace("T", " ").padEnd(19, ":00");
    if (target === this.slide) this.rate.value = this.slide.value;
    if (target === this.rate) this.slide.value = this.rate.value;
    if (target.name === "clock-mode" && target.value === "at" && !this.at.value)
      this.at.value = `${wall(islandTime(this.state().clock), this.zone).slice(0, 17)}00`;
    if (target.name === "clock-mode" && (target.value === "freeze" || target.value === "rate")) this.at.value = "";
    this.#undoing = false;
    this.#told();
  }

  #told() {
    this.settled = false;
    this.#foretold = null;
    this.show();
    this.root.dispatchEvent(new CustomEvent("clock-asked", { bubbles: true }));
  }

  /** A chip was pressed: whoever does it by keyboard or mouse only has to agree. */
  #chosen() {
    this.root.dispatchEvent(new CustomEvent("clock-chosen", { bubbles: true }));
  }

  #pick() {
    this.picked.value = this.at.value.trim().replace(" ", "T");
    if (this.picked.showPicker) this.picked.showPicker();
    else this.picked.focus();
  }
}
