// Runs of clock scripts: their steps, which one goes on, and stopping them.

import { call } from "../js/api.js";
import { epoch, now } from "../js/clock.js";
import { find, findAll, icon, make } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { may } from "../js/may.js";
import { page } from "../js/page.js";
import { everySecond } from "../js/ticker.js";
import { here, span } from "../js/times.js";
import { complain } from "../js/toast.js";
import { runState } from "./clock-words.js";

const GAP = 2000; // milliseconds between looks at runs that go on

/** A run with its steps; `changed(run)` is told when it was stopped here. */
export function runBox(run, changed) {
  const { words, tone } = runState(run.state);
  const going = run.state === "running";
  const whom = run.group
    ? make("a", { href: `${page.islands_address}clocks#group-${encodeURIComponent(run.group)}` }, run.group)
    : make("a", { href: `${page.islands_address}islands/${run.island}` }, `#${run.island}`);
  return make(
    "article",
    { class: "run", "data-run": run.id, "data-state": run.state },
    make(
      "header",
      { class: "run-head" },
      icon("play-fill"),
      make("strong", {}, run.script ?? _("Script")),
      whom,
      make("span", { class: `state tone-${tone}` }, words),
      make("span", { class: "run-who" }, [run.who, run.why, here(epoch(run.started_at))].filter(Boolean).join(" · ")),
      going && may("clock.run")
        ? make(
            "button",
            { type: "button", class: "btn btn-quiet run-stop", onclick: (event) => stop(run, event.target, changed) },
            icon("stop-fill"),
            _("Stop script"),
          )
        : null,
    ),
    make(
      "ol",
      { class: "run-steps" },
      run.steps.map((step, at) => line(run, step, at, going)),
    ),
    run.problem ? make("p", { class: "run-problem" }, run.problem) : null,
  );
}

function line(run, step, at, going) {
  const state = at < run.step ? "is-done" : at > run.step ? "is-later" : going ? "is-now" : run.state === "failed" ? "is-bad" : "is-later";
  const waits = state === "is-now" && run.wake_at;
  return make(
    "li",
    { class: state },
    make("code", {}, step),
    waits ? make("span", { class: "run-wait", "data-wake": epoch(run.wake_at) }, left(epoch(run.wake_at))) : null,
  );
}

const left = (wake) => (wake > now() ? _("%(time)s left", { time: span(wake - now()) }) : _("now"));

async function stop(run, button, changed) {
  button.disabled = true;
  try {
    changed(await call("POST", `/clock-runs/${run.id}/stop`));
  } catch (error) {
    button.disabled = false;
    complain(error);
  }
}

everySecond(() => {
  for (const element of findAll(".run-wait")) element.textContent = left(Number(element.dataset.wake));
});

/** Runs in a box, asked about again and again while one goes on. */
export class Runs {
  #timer = 0;
  #runs = [];

  /** `ask()` answers the runs to show; `ended()` is told when the last one has. */
  constructor(box, ask, ended = () => {}) {
    this.box = box;
    this.ask = ask;
    this.ended = ended;
  }

  show(runs) {
    const before = this.#runs.some(({ state }) => state === "running");
    this.#runs = runs;
    const focused = this.box.contains(document.activeElement) && document.activeElement.closest("[data-run]")?.dataset.run;
    this.box.replaceChildren(...runs.map((run) => runBox(run, () => this.look())));
    if (focused) find(`[data-run="${focused}"] .run-stop`, this.box)?.focus({ preventScroll: true });
    clearTimeout(this.#timer);
    const goes = runs.some(({ state }) => state === "running");
    if (goes) this.#timer = setTimeout(() => this.look(), GAP);
    else if (before) this.ended();
  }

  async look() {
    clearTimeout(this.#timer);
    try {
      this.show(await this.ask());
    } catch {
      this.#timer = setTimeout(() => this.look(), 2 * GAP); // the banner says that the manager is away
    }
  }
}
