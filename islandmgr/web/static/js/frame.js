// What every page has: light or dark, the keyboard's help, the way to the islands.

import { closable } from "./confirm.js";
import { byId, findAll } from "./dom.js";
import { onKey } from "./keyboard.js";
import { may } from "./may.js";
import { page } from "./page.js";

byId("theme-switch").addEventListener("click", () => {
  const next = document.documentElement.dataset.bsTheme === "dark" ? "light" : "dark";
  // Back to what the system says: then it follows the system again, day and night.
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const chosen = next === system ? null : next;
  try {
    if (chosen) localStorage.setItem("theme", chosen);
    else localStorage.removeItem("theme");
  } catch {
    /* storage is off: until the page is left */
  }
  dispatchEvent(new CustomEvent("theme-chosen", { detail: chosen }));
});

// The address may have changed since the page came: filters and tabs live in it.
for (const link of findAll(".btn-language")) {
  link.addEventListener("click", () => {
    const target = new URL(link.href);
    target.searchParams.set("next", location.pathname + location.search + location.hash);
    link.href = target.href;
  });
}

// On a phone the links scroll sideways: the present one is to be seen.
for (const link of findAll(".topbar-links [aria-current]")) link.scrollIntoView({ inline: "nearest", block: "nearest" });

findAll("dialog").forEach(closable);
onKey("?", () => byId("keys").showModal());
if (!page.embedded) {
  onKey("i", () => location.assign(page.islands_address));
  if (may("islands.start")) onKey("n", () => location.assign(`${page.islands_address}?start=1`)); // the islands page opens its dialog instead
}
