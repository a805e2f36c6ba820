// The islands of a drain or of its plan, by node.

import { epoch, now } from "../js/clock.js";
import { make } from "../js/dom.js";
import { _, ngettext } from "../js/i18n.js";
import { page } from "../js/page.js";
import { here, short } from "../js/times.js";
import { itemBadge, planBadge } from "./drain-words.js";

/** `extra(item)` answers more elements for a row, or null. */
export function itemsByNode(drain, extra = () => null) {
  const nodes = new Map(drain.nodes.map((node) => [node, []]));
  for (const item of drain.islands) nodes.set(item.node, [...(nodes.get(item.node) ?? []), item]);
  return [...nodes]
    .flatMap(([node, items]) => [
      make("h3", { class: "drain-node" }, node, make("span", { class: "muted" }, ngettext("%(n)s island", "%(n)s islands", items.length))),
      items.length
        ? make(
            "ul",
            { class: "drain-list" },
            items.map((item) => row(drain, item, extra(item))),
          )
        : null,
    ])
    .filter(Boolean);
}

function row(drain, item, more) {
  const plan = drain.id === null;
  const bad = item.state === "failed" || (!item.can_move && (plan || item.state === "waiting"));
  return make(
    "li",
    { class: `drain-item${bad ? " is-bad" : ""}`, "data-island": item.island },
    make(
      "a",
      { href: `${page.islands_address}islands/${item.island}`, title: item.name },
      `#${item.island}`,
      " ",
      make("span", { class: "muted" }, item.name),
    ),
    make("span", { class: "owner" }, item.owner),
    make("span", {}, plan ? planBadge(item) : itemBadge(item)),
    make("span", { class: "why" }, why(drain, item)),
    make(
      "span",
      { class: "away", "data-left": item.state === "moving" && item.action === "move" ? epoch(item.left_at) : null },
      away(item),
    ),
    more,
  );
}

function why(drain, item) {
  const moves = item.action === "move";
  if (drain.id === null) return moves && item.can_move ? _("could go to %(node)s", { node: item.target }) : item.why;
  if (item.state === "done" && moves && item.target) return _("runs on %(node)s", { node: item.target });
  const at = epoch(item.leaves_at);
  if (item.state === "waiting" && drain.state === "running" && at > now()) {
    return [_("leaves at %(time)s", { time: here(at) }), item.why ? ` · ${item.why}` : null];
  }
  return item.state === "moving" && moves ? _("next start requested") : item.why;
}

export function away(item) {
  if (item.away_seconds !== null && item.away_seconds !== undefined) return _("%(time)s away", { time: short(item.away_seconds) });
  return item.state === "moving" && item.action === "move" ? _("%(time)s away", { time: short(now() - epoch(item.left_at)) }) : "";
}

/** The seconds of those on their way go on. */
export function tickAway(root) {
  for (const element of root.querySelectorAll("[data-left]"))
    element.textContent = _("%(time)s away", { time: short(now() - Number(element.dataset.left)) });
}
