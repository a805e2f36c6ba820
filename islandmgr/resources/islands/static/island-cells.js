// What stands in the cells of the table of islands. Each function gets an island and answers an element.

import { causeWords } from "../clocks/clock-words.js";
import { copy, copyAndShow, copyButton } from "../js/clipboard.js";
import { epoch, now } from "../js/clock.js";
import { announce, icon, make } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { may } from "../js/may.js";
import { openMenu } from "../js/menu.js";
import { page } from "../js/page.js";
import { offsetBadge, tickingClock } from "../js/ticker.js";
import { about, age, here } from "../js/times.js";
import { extend, leavingMenu, leavingWords, rowMenu } from "./actions.js";
import { ended, ports, startingUp, stateBadge, up } from "./states.js";

const SOON = 1800; // seconds before its end at which an island's expiry is marked

export const idLink = (island) => make("a", { href: `${page.islands_address}islands/${island.id}` }, `#${island.id}`);

export const state = (island) => make("span", { class: "cell-clock-wrap" }, stateBadge(island.state, { reason: island.reason }));

/** host:port with one click to copy; the other ports in a menu. */
export function address(island) {
  if (!island.address) return make("span", { class: "muted" }, ended(island) ? "" : "…");
  const button = make(
    "button",
    { type: "button", class: "address-text", title: _("Copy %(what)s", { what: island.address }) },
    island.address,
  );
  const small = copyButton(island.address);
  button.addEventListener("click", () => copyAndShow(island.address, small));
  const box = make("span", { class: "address" }, button, small);
  if (Object.keys(island.ports).length > 1) {
    const words = _("All ports of island %(id)s", { id: island.id });
    const more = make(
      "button",
      { type: "button", class: "copy", title: words, "aria-label": words, "aria-haspopup": "menu" },
      icon("chevron-down"),
    );
    more.addEventListener("click", () => openMenu(more, portItems(island)));
    box.append(more);
  }
  return box;
}

const host = (island) => (island.host.includes(":") ? `[${island.host}]` : island.host);

function portItems(island) {
  const items = ports(island).map(([name, port]) => ({
    words: name,
    end: `${host(island)}:${port}`,
    picture: "copy",
    run: () => copied(`${host(island)}:${port}`),
  }));
  return [{ title: _("Copy an address") }, ...items];
}

async function copied(text) {
  announce((await copy(text)) ? _("Copied") : _("Copying is not possible here"));
}

/** The island's own time, ticking while a server can see it, and how far it is from real time. */
export function clock(island) {
  if (ended(island)) return make("span", { class: "muted" }, "–");
  const ticks = up(island) || startingUp(island);
  return make(
    "span",
    { class: "cell-clock-wrap" },
    ticks ? tickingClock(island.clock) : make("span", { class: "muted" }, "–"),
    offsetBadge(island.clock),
    group(island),
  );
}

/** The group whose time it shares, as a way there. */
function group({ clock_group: name }) {
  if (!name) return null;
  return make(
    "a",
    {
      class: "offset offset-group",
      href: `${page.islands_address}clocks#group-${encodeURIComponent(name)}`,
      title: _("Shares the time of group %(group)s", { group: name }),
    },
    name,
  );
}

export function created(island) {
  const at = epoch(island.created_at);
  return make("span", { class: "num aging", "data-at": at, title: here(at) }, age(at));
}

export function expires(island) {
  if (island.leaving && !ended(island)) return leaving(island);
  if (island.warning && !ended(island) && may("islands.extend", island.owner)) return warned(island);
  if (held(island)) return make("span", { class: "num", title: island.hold.reason }, _("held"));
  const at = epoch(island.expires_at);
  if (!at || ended(island)) return make("span", { class: "muted" }, at ? "" : "–");
  const left = at - now();
  return make(
    "span",
    { class: left < SOON ? "num is-soon" : "num", title: here(at) },
    left > 0 ? _("in %(time)s", { time: about(left) }) : _("now"),
  );
}

const held = (island) => !ended(island) && epoch(island.hold?.until) > now();

/** A drain will take it off its node: now, or later, as its people like. */
function leaving(island) {
  const left = Math.max(0, epoch(island.leaving.at) - now());
  const words = leavingWords(island);
  const chip = make(
    "button",
    { type: "button", class: "chip is-soon", title: words, "aria-label": words, "aria-haspopup": "menu" },
    left ? about(left) : _("now"),
    " ",
    icon(island.leaving.asked_until ? "hourglass-split" : "box-arrow-right"),
  );
  chip.addEventListener("click", () => openMenu(chip, leavingMenu(island)));
  return chip;
}

/** It ends by itself soon: one press gives it another day. */
function warned(island) {
  const left = Math.max(0, epoch(island.warning.at) - now());
  const words = _("It ends by itself. Press to extend it by a day.");
  return make(
    "button",
    { type: "button", class: "chip is-soon", title: words, "aria-label": words, onclick: () => extend(island, 24) },
    left ? about(left) : _("now"),
    " ",
    icon("plus-lg"),
  );
}

/** The note, or why the island is in trouble, or why its clock is. */
export function note(island) {
  if (island.reason && !ended(island)) return make("span", { class: "cell-reason", title: island.reason }, island.reason);
  if (island.leaving && !ended(island)) return make("span", { class: "cell-reason", title: leavingWords(island) }, leavingWords(island));
  if (island.clock.applied === false && !ended(island)) {
    const why = causeWords(island.clock);
    return make("span", { class: "cell-wrong", title: why }, why);
  }
  return make("span", { title: island.note }, island.note);
}

export function actions(island) {
  const words = _("Actions for island %(id)s", { id: island.id });
  const button = make(
    "button",
    { type: "button", class: "btn btn-icon row-menu", "aria-label": words, title: words, "aria-haspopup": "menu" },
    icon("three-dots-vertical"),
  );
  button.addEventListener("click", () => openMenu(button, rowMenu(island)));
  return button;
}

/** The whole island as one card, for a phone. */
export function card(island) {
  const about = [island.branch, island.blueprint, island.owner].filter(Boolean).join(" · ");
  return [
    make(
      "div",
      { class: "card-line" },
      idLink(island),
      stateBadge(island.state, { reason: island.reason }),
      make("span", { class: "end muted" }, created(island)),
      actions(island),
    ),
    island.address && !ended(island) ? make("div", { class: "card-line" }, address(island)) : null,
    ended(island) ? null : make("div", { class: "card-line" }, clock(island)),
    island.leaving && !ended(island)
      ? make("div", { class: "card-line" }, leaving(island), make("span", { class: "spread" }, leavingWords(island)))
      : null,
    make("div", { class: "card-line" }, make("span", { class: "spread" }, about)),
    !island.leaving && (island.note || island.reason) ? make("div", { class: "card-line spread" }, note(island)) : null,
  ];
}
