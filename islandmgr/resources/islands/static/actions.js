// What can be done to an island, from the table's menu and from its page. Dangerous ones ask once.

import { islands } from "../js/api.js";
import { epoch } from "../js/clock.js";
import { agreed } from "../js/confirm.js";
import { _ } from "../js/i18n.js";
import { may } from "../js/may.js";
import { page } from "../js/page.js";
import { here, span } from "../js/times.js";
import { complain, toast } from "../js/toast.js";
import { ended, ports } from "./states.js";

/** Called with every island that an action answered; pages put their own function here. */
export const listeners = { changed: () => {} };

async function act(doing, words, tone = "info") {
  try {
    const island = await doing;
    listeners.changed(island);
    if (words) toast(words(island), { tone });
    return island;
  } catch (error) {
    complain(error);
    return null;
  }
}

const numbers = (island) =>
  ports(island)
    .map(([, number]) => number)
    .join(", ");

export async function stop(island) {
  const sure = await agreed({
    title: _("Stop island %(id)s?", { id: island.id }),
    text: _(
      "Its server ends and players are disconnected. The ports %(ports)s go back to the pool. This cannot be undone; its history stays.",
      { ports: numbers(island) },
    ),
    yes: _("Stop island"),
    danger: true,
  });
  return sure ? act(islands.stop(island.id)) : null;
}

export async function restart(island) {
  const sure = await agreed({
    title: _("Restart island %(id)s?", { id: island.id }),
    text: _("Its server ends, players are disconnected, and it starts anew with the same ports and the same clock."),
    yes: _("Restart"),
  });
  return sure ? act(islands.restart(island.id)) : null;
}

export async function clone(island) {
  const made = await act(islands.clone(island.id));
  if (made) {
    toast(_("Island %(id)s starts, like island %(other)s and with the same clock.", { id: made.id, other: island.id }), {
      actions: [{ words: _("Open island %(id)s", { id: made.id }), href: islandAddress(made.id) }],
    });
  }
  return made;
}

export const extend = (island, hours) =>
  act(islands.extend(island.id, hours), () => _("Island %(id)s lives longer.", { id: island.id }), "good");

export const letGo = (island) => act(islands.letGo(island.id), () => _("Island %(id)s is no longer held.", { id: island.id }));

/** Before a drain's deadline: its people may let it go first, or ask the operator for more time. */
export async function leaveNow(island) {
  const move = island.leaving.mode === "move";
  const sure = await agreed({
    title: move ? _("Move island %(id)s now?", { id: island.id }) : _("Stop island %(id)s now?", { id: island.id }),
    text: move
      ? _("Its server ends, players are disconnected, and it starts on another node with the same ports and the same clock.")
      : _(
          "Its server ends and players are disconnected. The ports %(ports)s go back to the pool. This cannot be undone; its history stays.",
          { ports: numbers(island) },
        ),
    yes: move ? _("Move now") : _("Stop island"),
    danger: !move,
  });
  return sure ? act(islands.leave(island.id)) : null;
}

export const askForMore = (island, hours, reason = "") =>
  act(
    islands.moreTime(island.id, hours, reason),
    () => _("The operator is asked for more time for island %(id)s.", { id: island.id }),
    "good",
  );

/** Why it is about to leave its node, in one sentence. */
export function leavingWords({ leaving: { at, node, mode } }) {
  const values = { time: here(epoch(at)), node };
  return mode === "move"
    ? _("It moves to another node at %(time)s, because node %(node)s is emptied.", values)
    : _("It is stopped at %(time)s, because node %(node)s is emptied.", values);
}

export function leavingMenu(island) {
  const items = [
    { title: leavingWords(island) },
    { words: island.leaving.mode === "move" ? _("Move now") : _("Stop now"), picture: "box-arrow-right", run: () => leaveNow(island) },
    ...[1, 4, 24].map((hours) => ({
      words: _("Ask for %(time)s more", { time: span(hours * 3600) }),
      picture: "hourglass-split",
      run: () => askForMore(island, hours),
    })),
  ];
  return items;
}

/** The end that comes by itself, with one press to put it off. */
export function warn(island) {
  const why =
    island.warning.why === "unused"
      ? _("Nobody uses island %(id)s, so it ends at %(time)s.", { id: island.id, time: here(epoch(island.warning.at)) })
      : _("Island %(id)s ends at %(time)s.", { id: island.id, time: here(epoch(island.warning.at)) });
  toast(why, {
    key: `warning-${island.id}`,
    stays: true,
    actions: [
      {
        words: _("Extend by a day"),
        run: (event) => {
          event.target.closest(".toast-line").remove();
          extend(island, 24);
        },
      },
      { words: _("Open island %(id)s", { id: island.id }), href: islandAddress(island.id) },
    ],
  });
}

export const islandAddress = (id) => `${page.islands_address}islands/${id}`;

/** The menu of a row: what the reader may do with it. */
export function rowMenu(island) {
  const mine = (act) => may(act, island.owner);
  const items = [{ words: _("Open"), picture: "chevron-right", href: islandAddress(island.id) }];
  if (mine("islands.clone")) items.push({ words: _("Clone"), picture: "files", run: () => clone(island) });
  if (ended(island)) return items;
  if (mine("islands.restart")) items.push({ words: _("Restart"), picture: "arrow-clockwise", run: () => restart(island) });
  if ((island.expires_at || island.warning) && mine("islands.extend"))
    items.push({ words: _("Extend by a day"), picture: "hourglass-split", run: () => extend(island, 24) });
  if (mine("islands.stop")) items.push("-", { words: _("Stop"), picture: "stop-fill", danger: true, run: () => stop(island) });
  return items;
}
