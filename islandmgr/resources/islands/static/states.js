// The states of an island: words, colour, picture, and a sentence for each.

import { icon, make } from "../js/dom.js";
import { _ } from "../js/i18n.js";

export const STATES = {
  requested: { words: _("requested"), tone: "busy", icon: "hourglass-split", about: _("Noted; its server is about to be made.") },
  scheduling: { words: _("scheduling"), tone: "busy", icon: "hourglass-split", about: _("Waits for a node of its branch with room.") },
  starting: { words: _("starting"), tone: "busy", icon: "hourglass-split", about: _("On a node; the server does not answer yet.") },
  running: { words: _("running"), tone: "good", icon: "check-circle-fill", about: _("The server answers on its ports. Connect to it.") },
  unready: {
    words: _("not answering"),
    tone: "warn",
    icon: "exclamation-triangle-fill",
    about: _("It ran, and now the server does not answer its check. It may be busy or stuck."),
  },
  stopping: {
    words: _("stopping"),
    tone: "idle",
    icon: "hourglass-split",
    about: _("The server is being ended; its ports are not free yet."),
  },
  stopped: { words: _("stopped"), tone: "idle", icon: "square-fill", about: _("Gone for good; its ports were released.") },
  crashed: {
    words: _("crashed"),
    tone: "bad",
    icon: "x-octagon-fill",
    about: _("The server ended by itself. What it left is kept for looking."),
  },
  failed: { words: _("start failed"), tone: "bad", icon: "x-circle-fill", about: _("It could not start; the reason is given.") },
  lost: { words: _("lost"), tone: "lost", icon: "question-diamond-fill", about: _("Its node or its Pod vanished.") },
};

export const STARTING_UP = ["requested", "scheduling", "starting"];
export const IN_TROUBLE = ["crashed", "failed", "lost", "unready"];
/** `[name, number]` of each port, in the blueprint's order: a block is given out in that order. */
export const ports = (island) => Object.entries(island.ports).sort(([, one], [, other]) => one - other);
export const ended = (island) => island.state === "stopped" || island.state === "stopping";
export const startingUp = (island) => STARTING_UP.includes(island.state);
export const up = (island) => island.state === "running" || island.state === "unready";

const unknown = (state) => ({ words: state, tone: "idle", icon: "question-circle-fill", about: "" });
export const look = (state) => STATES[state] ?? unknown(state);

/** A badge: colour, picture and word; on the way up also which of the four steps it is at. */
export function stateBadge(state, { large = false, reason = "", steps = true } = {}) {
  const { words, tone, icon: picture, about } = look(state);
  const badge = make(
    "span",
    { class: `state tone-${tone}${large ? " state-large" : ""}`, title: reason || about, "data-state": state },
    icon(picture),
    words,
  );
  const step = STARTING_UP.indexOf(state);
  if (steps && step >= 0) {
    const dots = [0, 1, 2, 3].map((at) => make("i", { class: at < step ? "is-done" : at === step ? "is-now" : "" }));
    badge.append(make("span", { class: "state-steps", "aria-hidden": "true" }, dots));
  }
  return badge;
}
