// Changing a clock that is there, an island's or a group's: first what it would do, then doing it.

import { find, make, say } from "../js/dom.js";
import { ClockForm } from "./clock-form.js";
import { avoidable, effectWords } from "./clock-words.js";

const SOON = 250; // milliseconds after the last key before the manager is asked what would happen
const LATER = 900; // likewise for text that this page cannot read: it may not be finished

export class ClockChange {
  #timer = 0;
  #asked = 0; // counts questions, so that a late answer to an older one is dropped

  /**
   * `state()` answers `{clock, undo}`: what it is now, and whether there is a change to undo.
   * `calls` has `preview(ask)`, `set(ask)` and `done(answer)`; with `restarts` the server may be started anew instead.
   */
  constructor(root, { zone, moments = [], state, calls, restarts = false }) {
    this.root = root;
    this.state = state;
    this.calls = calls;
    this.restarts = restarts;
    this.form = new ClockForm(find("[data-clock-form]", root), zone, moments, state);
    this.why = find("[name=clock-why]", root);
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#set(this.form.ask());
    });
    root.addEventListener("clock-asked", () => this.#touched());
    root.addEventListener("clock-chosen", () => find("[data-set]", root).focus());
    find("[data-restart]", root).addEventListener("click", () => this.#set({ ...this.form.ask(), restart: true }));
    find("[data-go-on]", root).addEventListener("click", () => this.#set({ mode: "rate", rate: 1 }));
    find("[data-undo]", root).addEventListener("click", () => {
      this.form.undo();
      find("[data-set]", root).focus();
    });
    this.show();
  }

  /** Every second, and when something changed. */
  show() {
    const { clock, undo } = this.state();
    find("[data-undo]", this.root).hidden = !undo;
    find("[data-go-on]", this.root).hidden = !(clock.frozen_at || (clock.mode === "rate" && clock.rate > 1));
    this.form.show();
  }

  /** Forget what was asked before: another clock is meant now. */
  clear() {
    this.#quiet();
    this.why.value = "";
    this.form.settle();
  }

  #touched() {
    this.#quiet();
    if (this.form.reading === "empty") return;
    this.#timer = setTimeout(() => this.#preview(), this.form.reading === "clear" ? SOON : LATER);
  }

  #quiet() {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.#warn([]);
    this.#refuse(null);
  }

  async #preview() {
    this.#asked += 1;
    const mine = this.#asked;
    try {
      const { clock, warnings } = await this.calls.preview(this.form.ask());
      if (mine !== this.#asked) return;
      this.form.foretell(clock);
      this.#warn(warnings);
    } catch (error) {
      if (mine === this.#asked) this.#refuse(error);
    }
  }

  #warn(warnings) {
    find("[data-effects]", this.root).hidden = !warnings.length;
    find("[data-effect-list]", this.root).replaceChildren(
      ...warnings.map((one) => make("li", { "data-effect": one.effect }, effectWords(one))),
    );
    find("[data-restart]", this.root).hidden = !(this.restarts && warnings.some(avoidable));
  }

  /** Why it cannot be; where a time does not exist, or twice, with the times that do. */
  #refuse(error) {
    const box = find("[data-refused]", this.root);
    say(box, error?.message ?? "");
    const times = error?.details?.nearest ?? error?.details?.choices ?? [];
    if (times.length)
      box.append(
        make(
          "div",
          { class: "chips" },
          times.map((time) => make("button", { type: "button", class: "chip", onclick: () => this.#take(time) }, time)),
        ),
      );
  }

  #take(at) {
    this.form.fill({ mode: this.form.mode, at });
    this.#touched();
    find("[data-set]", this.root).focus();
  }

  async #set(ask) {
    const button = find("[data-set]", this.root);
    if (button.disabled) return;
    button.disabled = true;
    this.#quiet();
    const why = this.why.value.trim();
    try {
      const answer = await this.calls.set({ ...ask, ...(why ? { why } : {}) });
      this.clear();
      await this.calls.done(answer);
    } catch (error) {
      this.#refuse(error);
      this.form.focus();
    } finally {
      button.disabled = false;
    }
  }
}
