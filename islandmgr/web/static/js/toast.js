// Short notices in the corner. Errors stay until they are closed; the rest leaves by itself, but not while looked at.

import { byId, icon, make } from "./dom.js";
import { _ } from "./i18n.js";

const STAY = 6000; // milliseconds
const PICTURES = { good: "check-circle-fill", bad: "x-octagon-fill", info: "info-circle" };

/** `actions` are `{words, href}` or `{words, run}`. What `stays` is closed by the reader. */
export function toast(words, { tone = "info", actions = [], key = null, stays = tone === "bad" } = {}) {
  if (key)
    byId("toasts")
      .querySelector(`[data-key="${CSS.escape(key)}"]`)
      ?.remove();
  const links = actions.map(({ words: text, href, run }) =>
    href ? make("a", { href }, text) : make("button", { type: "button", class: "btn btn-link p-0", onclick: run }, text),
  );
  const line = make(
    "div",
    { class: `toast-line toast-${tone}`, role: tone === "bad" ? "alert" : "status", "data-key": key },
    icon(PICTURES[tone]),
    make("div", { class: "toast-words" }, make("div", {}, words), links.length ? make("div", {}, links) : null),
    make(
      "button",
      { type: "button", class: "btn btn-icon", title: _("Close"), "aria-label": _("Close"), onclick: () => line.remove() },
      icon("x-lg"),
    ),
  );
  byId("toasts").append(line);
  while (byId("toasts").children.length > 5) byId("toasts").firstChild.remove();
  if (!stays) leaveLater(line);
  return line;
}

function leaveLater(line) {
  let timer = 0;
  const begin = () => {
    timer = setTimeout(() => line.remove(), STAY);
  };
  line.addEventListener("pointerenter", () => clearTimeout(timer));
  line.addEventListener("pointerleave", begin);
  begin();
}

export const complain = (error) => toast(error.message, { tone: "bad", key: error.message });
