// The steps of a start with their times, as they happen.

import { epoch, now } from "../js/clock.js";
import { byId, icon, make } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { here, short } from "../js/times.js";
import { startingUp, up } from "./states.js";

const NAMES = {
  requested: _("Requested"),
  scheduling: _("Looking for a node"),
  starting: _("Starting the server"),
  registered: _("Registered"),
  running: _("Running"),
};
const ORDER = Object.keys(NAMES);
const BAD = ["failed", "crashed", "lost"];

/** When each step of the present incarnation was reached; null for those that are ahead or were passed unseen. */
export function reached(island, events) {
  const mine = events.filter(({ incarnation, kind }) => incarnation === island.incarnation && kind === "state");
  const seen = (state) => epoch(mine.find(({ after }) => after === state)?.at);
  return {
    requested: epoch(island.started_at) ?? epoch(island.created_at),
    scheduling: seen("scheduling"),
    starting: seen("starting"),
    registered: epoch(island.registered_at),
    running: epoch(island.ready_at) ?? seen("running"),
  };
}

/** What each step looks like: `done`, `now`, `later`, `bad` for the one at which it went wrong, `skipped`. */
export function looks(island, times) {
  const last = ORDER.findLastIndex((name) => times[name] !== null);
  const at = up(island) || times.running ? ORDER.length : last + 1;
  return ORDER.map((name, index) => {
    if (index < at) return times[name] === null && index < last ? "passed" : "done";
    if (BAD.includes(island.state)) return index === at ? "bad" : "later";
    return index === at && startingUp(island) ? "now" : "later";
  });
}

export class Steps {
  #timer = 0;

  show(island, events) {
    this.island = island;
    this.events = events;
    clearInterval(this.#timer);
    this.#draw();
    if (startingUp(island)) this.#timer = setInterval(() => this.#draw(), 100);
  }

  #draw() {
    const { island } = this;
    const times = reached(island, this.events);
    const look = looks(island, times);
    byId("steps").replaceChildren(...ORDER.map((name, index) => this.#step(name, look[index], times, index)));
    const begun = times.requested;
    const words = times.running
      ? _("ready after %(time)s", { time: short(times.running - begun) })
      : startingUp(island)
        ? short(now() - begun)
        : "";
    byId("steps-total").textContent = words;
  }

  #step(name, look, times, index) {
    const at = times[name];
    const earlier = ORDER.slice(0, index)
      .map((one) => times[one])
      .filter((one) => one !== null);
    const gap = at !== null && earlier.length ? `+${short(at - Math.max(...earlier))}` : at !== null ? here(at) : "";
    const picture = { done: "check-lg", passed: "check-lg", bad: "x-lg" }[look];
    return make(
      "li",
      {
        class: look === "passed" ? "is-done" : `is-${look}`,
        title: at === null ? null : here(at),
        "aria-current": look === "now" ? "step" : null,
      },
      make("span", { class: "step-dot" }, picture ? icon(picture) : null),
      make("span", { class: "step-name" }, NAMES[name], this.#words(name)),
      make("span", { class: "step-time" }, gap),
    );
  }

  #words(name) {
    const words = {
      starting: this.island.node ? _("on node %(node)s", { node: this.island.node }) : "",
      requested: this.island.incarnation > 1 ? _("start no. %(n)s of this island", { n: this.island.incarnation }) : "",
    }[name];
    return words ? make("span", { class: "step-words" }, words) : null;
  }
}
