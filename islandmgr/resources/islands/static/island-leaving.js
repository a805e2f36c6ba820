// The notice on an island's page that a drain will take it off its node: go now, or ask for more time.

import { islands } from "../js/api.js";
import { epoch } from "../js/clock.js";
import { byId, icon, make, say } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { may } from "../js/may.js";
import { page } from "../js/page.js";
import { here } from "../js/times.js";
import { leaveNow, leavingWords, listeners } from "./actions.js";
import { ended } from "./states.js";

let island = page.island;

export function showLeaving(it) {
  island = it;
  const box = byId("island-leaving");
  box.hidden = !island.leaving || ended(island);
  if (box.hidden) return;
  const { mode, drain, asked_until: until } = island.leaving;
  const asked = until
    ? make("p", {}, _("More time was asked for, until %(time)s. The operator decides.", { time: here(epoch(until)) }))
    : null;
  box.replaceChildren(
    icon("box-arrow-right"),
    make(
      "div",
      {},
      make("p", {}, make("strong", {}, leavingWords(island))),
      asked,
      make(
        "div",
        { class: "leaving-actions" },
        may("islands.restart", island.owner)
          ? make(
              "button",
              { type: "button", class: "btn btn-quiet", onclick: () => leaveNow(island) },
              mode === "move" ? _("Move now") : _("Stop now"),
            )
          : null,
        may("islands.extend", island.owner)
          ? make("button", { type: "button", class: "btn btn-quiet", onclick: open }, _("Ask for more time…"))
          : null,
        make("a", { class: "btn btn-link", href: `${page.islands_address}drains/${drain}` }, _("Drain %(id)s", { id: drain })),
      ),
    ),
  );
}

function open() {
  byId("more-time-hours").value = "2";
  byId("more-time-reason").value = "";
  say(byId("more-time-error"), "");
  byId("more-time").showModal();
  byId("more-time-hours").select();
}

byId("more-time-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const hours = Number(byId("more-time-hours").value.replace(",", "."));
  if (!(hours > 0)) return say(byId("more-time-error"), _("Write a number of hours."));
  try {
    listeners.changed(await islands.moreTime(island.id, hours, byId("more-time-reason").value.trim()));
    byId("more-time").close();
  } catch (error) {
    say(byId("more-time-error"), error.message);
  }
  return null;
});
