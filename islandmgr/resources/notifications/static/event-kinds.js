// What one can be told of, as the page lists it: words for each kind of event, and the chips to choose from.

import { findAll, make } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { page } from "../js/page.js";

const WORDS = Object.fromEntries(page.kinds.map(({ name, words }) => [name, words]));

export const kindWords = (kind) => WORDS[kind] ?? kind;

/** Chips that are pressed or not. */
export function fillKinds(box, chosen) {
  box.replaceChildren(
    ...page.kinds.map(({ name, words }) => {
      const chip = make(
        "button",
        { type: "button", class: "chip", "data-kind": name, "aria-pressed": String(chosen.includes(name)) },
        words,
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
