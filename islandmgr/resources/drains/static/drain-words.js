// Drains in words: their states, those of their islands, and what one will do.

import { epoch, now } from "../js/clock.js";
import { make } from "../js/dom.js";
import { _, ngettext } from "../js/i18n.js";

const STATES = {
  running: { words: _("running"), tone: "busy" },
  done: { words: _("done"), tone: "good" },
  stopped: { words: _("stopped early"), tone: "warn" },
  failed: { words: _("failed"), tone: "bad" },
};
const ITEMS = {
  waiting: { words: _("waiting"), tone: "idle" },
  moving: { words: _("on its way"), tone: "busy" },
  done: { words: _("done"), tone: "good" },
  skipped: { words: _("left before"), tone: "idle" },
  failed: { words: _("stays"), tone: "bad" },
};

const badge = ({ words, tone }, state) => make("span", { class: `state tone-${tone}`, "data-state": state }, words);

export const waits = (drain) => drain.state === "running" && epoch(drain.starts_at) > now();

export function drainBadge(drain) {
  return badge(
    waits(drain) ? { words: _("waits for its time"), tone: "warn" } : (STATES[drain.state] ?? { words: drain.state, tone: "idle" }),
    drain.state,
  );
}

export const itemBadge = (item) => badge(ITEMS[item.state] ?? { words: item.state, tone: "idle" }, item.state);

/** In a plan: what will become of it. */
export function planBadge(item) {
  if (item.action === "stop") return badge({ words: _("is stopped"), tone: "warn" }, "stop");
  return item.can_move ? badge({ words: _("moves"), tone: "good" }, "move") : badge({ words: _("cannot move"), tone: "bad" }, "stay");
}

/** How many of a plan's islands move, are stopped, stay. */
export function sums(items) {
  const stop = items.filter(({ action }) => action === "stop").length;
  const stay = items.filter(({ action, can_move: can }) => action === "move" && !can).length;
  return { stop, stay, move: items.length - stop - stay };
}

/** What a plan does, a sentence each. */
export function planSentences(plan) {
  const { move, stop, stay } = sums(plan.islands);
  const nodes = plan.nodes.join(", ");
  return [
    ngettext(
      "Node %(nodes)s takes no new islands once it begins.",
      "Nodes %(nodes)s take no new islands once it begins.",
      plan.nodes.length,
      { nodes },
    ),
    plan.islands.length ? null : _("There is no island on it."),
    move
      ? ngettext(
          "%(n)s island moves to another node with the same ports and clock; its players are disconnected for some seconds.",
          "%(n)s islands move to other nodes with the same ports and clocks; their players are disconnected for some seconds.",
          move,
        )
      : null,
    stop
      ? ngettext("%(n)s island is stopped for good; its ports go back.", "%(n)s islands are stopped for good; their ports go back.", stop)
      : null,
    stay ? ngettext("%(n)s island cannot move and stays where it is.", "%(n)s islands cannot move and stay where they are.", stay) : null,
  ].filter(Boolean);
}
