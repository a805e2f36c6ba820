// Choosing several islands by ticking them.

import { find, findAll, make } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { stateBadge } from "./states.js";

/** Offer `islands` in `box`, the `chosen` ids ticked. */
export function offerIslands(box, islands, chosen = []) {
  if (!islands.length) return void box.replaceChildren(make("p", { class: "muted" }, _("There is no such island.")));
  box.replaceChildren(
    ...islands.map((island) =>
      make(
        "label",
        { class: "pick" },
        make("input", { type: "checkbox", class: "form-check-input", value: island.id, checked: chosen.includes(island.id) }),
        make("strong", { class: "num" }, `#${island.id}`),
        make("span", { class: "pick-name" }, [island.owner, island.branch, island.note].filter(Boolean).join(" · ")),
        stateBadge(island.state, { steps: false }),
      ),
    ),
  );
}

export const pickedIslands = (box) => findAll("input:checked", box).map(({ value }) => Number(value));

export const focusPicker = (box) => find("input", box)?.focus();
