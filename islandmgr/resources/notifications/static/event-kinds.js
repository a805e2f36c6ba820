// What one can be told of: words for each kind of event, and the chips to choose from.

import { look } from "../islands/states.js";
import { findAll, make } from "../js/dom.js";
import { _ } from "../js/i18n.js";

const OTHERS = {
  ending: _("ends soon"),
  moving: _("moves soon"),
  alert: _("alert"),
  clock: _("clock changed"),
  registration: _("registered"),
  note: _("other changes"),
  test: _("test"),
};

export const kindWords = (kind) => OTHERS[kind] ?? look(kind).words;

/** Chips that are pressed or not. */
export function fillKinds(box, kinds, chosen) {
  box.replaceChildren(
    ...kinds.map((kind) => {
      const chip = make(
        "button",
        { type: "button", class: "chip", "data-kind": kind, "aria-pressed": String(chosen.includes(kind)) },
        kindWords(kind),
      );
      chip.addEventListener("click", () => chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true")));
      return chip;
    }),
  );
}

export const readKinds = (box) => findAll("[aria-pressed=true]", box).map((chip) => chip.dataset.kind);

/** What a test brought, in words. */
export const testWords = ({ taken, status, problem, milliseconds }) =>
  taken ? _("It was taken, within %(ms)s ms.", { ms: Math.round(milliseconds) }) : problem || _("It answered %(status)s.", { status });
