// Searching the log: the lines that match are marked, Enter goes to the next one up, Shift+Enter down.

import { byId } from "../js/dom.js";
import { _ } from "../js/i18n.js";

const PAUSE = 120; // milliseconds after the last key press

export class LogSearch {
  #hits = [];
  #at = -1;
  #wanted = "";
  #timer = 0;

  /** `lines()` answers the elements; `jumped()` is told before the view moves. */
  constructor(lines, jumped) {
    this.lines = lines;
    this.jumped = jumped;
    this.input = byId("log-search");
    this.input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#search(), PAUSE);
    });
    this.input.addEventListener("keydown", (event) => this.#keys(event));
    byId("log-previous").addEventListener("click", () => this.#go(-1));
    byId("log-next").addEventListener("click", () => this.#go(1));
    this.#show();
  }

  /** Lines came in at the end. */
  added(lines) {
    if (!this.#wanted) return;
    this.#hits.push(...lines.filter((line) => this.#mark(line)));
    this.#show();
  }

  /** All lines were replaced. */
  changed() {
    this.#hits = [];
    this.#at = -1;
    this.#show();
  }

  #search() {
    for (const line of this.#hits) line.classList.remove("is-hit", "is-current");
    this.#wanted = this.input.value.trim().toLowerCase();
    this.#hits = this.#wanted ? this.lines().filter((line) => this.#mark(line)) : [];
    this.#at = -1;
    if (this.#hits.length) this.#go(-1);
    this.#show();
  }

  #mark(line) {
    const hit = line.textContent.toLowerCase().includes(this.#wanted);
    if (hit) line.classList.add("is-hit");
    return hit;
  }

  #go(step) {
    this.#hits = this.#hits.filter((line) => line.isConnected); // old lines are forgotten
    const count = this.#hits.length;
    if (!count) return this.#show();
    this.#hits[this.#at]?.classList.remove("is-current");
    this.#at = this.#at < 0 ? (step < 0 ? count - 1 : 0) : (this.#at + step + count) % count;
    this.jumped();
    this.#hits[this.#at].classList.add("is-current");
    this.#reveal(this.#hits[this.#at]);
    this.#show();
  }

  /** Bring the log into the window, and a line to the middle of the log. */
  #reveal(line) {
    const box = byId("log");
    box.scrollIntoView({ block: "nearest" });
    const move = (tries) => {
      const [inside, around] = [line.getBoundingClientRect(), box.getBoundingClientRect()];
      box.scrollTop += inside.top - around.top - (box.clientHeight - inside.height) / 2;
      // Blocks that come into view get their true height only then, which moves the line again.
      if (tries) requestAnimationFrame(() => move(tries - 1));
    };
    move(4);
  }

  #show() {
    const count = this.#hits.length;
    byId("log-found").textContent = this.#wanted ? (count ? `${this.#at + 1} / ${count}` : _("not found")) : "";
    byId("log-previous").disabled = byId("log-next").disabled = !count;
  }

  #keys(event) {
    if (event.key === "Enter") this.#go(event.shiftKey ? 1 : -1);
    else if (event.key === "Escape" && this.input.value) this.input.value = "";
    else return;
    event.preventDefault();
    if (event.key === "Escape") this.#search();
  }
}
