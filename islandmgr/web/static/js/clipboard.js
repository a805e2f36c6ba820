// Copying, also on plain http where `navigator.clipboard` does not exist.

import { announce, icon, make } from "./dom.js";
import { _ } from "./i18n.js";

export async function copy(text) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      /* not allowed: the old way may still be */
    }
  }
  const area = make("textarea", { readonly: true, class: "visually-hidden", "aria-hidden": "true" });
  area.value = text;
  (document.querySelector("dialog[open]") ?? document.body).append(area);
  const before = document.activeElement;
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  before?.focus?.({ preventScroll: true });
  return done;
}

/** A small button that copies `text` and says so. */
export function copyButton(text, what = text) {
  const words = _("Copy %(what)s", { what });
  const button = make("button", { type: "button", class: "copy", title: words, "aria-label": words }, icon("copy"));
  button.addEventListener("click", async (event) => {
    event.stopPropagation();
    await copyAndShow(text, button);
  });
  return button;
}

export async function copyAndShow(text, button) {
  const done = await copy(text);
  announce(done ? _("Copied") : _("Copying is not possible here"));
  const picture = button.querySelector("use");
  const before = picture?.getAttribute("href");
  if (!done || !before || button.classList.contains("is-done")) return;
  picture.setAttribute("href", before.replace(/#.*/, "#check-lg"));
  button.classList.add("is-done");
  setTimeout(() => {
    picture.setAttribute("href", before);
    button.classList.remove("is-done");
  }, 1200);
}
