// A small menu beside a button: arrow keys, Escape, a click elsewhere. There is one open menu at most.

import { icon, make } from "./dom.js";

let open = null;

/** Open beside `anchor`. Items: `{words, picture, run | href, danger, end}`, `"-"` for a line, `{title}`. */
export function openMenu(anchor, items) {
  const again = open?.anchor === anchor;
  closeMenu();
  if (again) return;
  const menu = make("div", { class: "menu", role: "menu" }, items.map(entry));
  document.body.append(menu);
  place(menu, anchor);
  anchor.setAttribute("aria-expanded", "true");
  open = { menu, anchor };
  menu.addEventListener("keydown", keys);
  choices(menu)[0]?.focus();
}

export function closeMenu({ refocus = false } = {}) {
  if (!open) return;
  const { menu, anchor } = open;
  open = null;
  menu.remove();
  anchor.removeAttribute("aria-expanded");
  if (refocus) anchor.focus();
}

function entry(item) {
  if (item === "-") return make("hr", { role: "separator" });
  if (item.title) return make("div", { class: "menu-title", role: "presentation" }, item.title);
  const inside = [icon(item.picture), make("span", {}, item.words), item.end ? make("span", { class: "menu-end" }, item.end) : null];
  const attributes = { role: "menuitem", class: item.danger ? "is-danger" : null };
  if (item.href) return make("a", { ...attributes, href: item.href }, inside);
  return make(
    "button",
    {
      ...attributes,
      type: "button",
      onclick: () => {
        closeMenu({ refocus: true });
        item.run();
      },
    },
    inside,
  );
}

function place(menu, anchor) {
  const box = anchor.getBoundingClientRect();
  const width = menu.offsetWidth;
  const height = menu.offsetHeight;
  const below = box.bottom + 4 + height <= innerHeight || box.top < height + 4;
  menu.style.left = `${Math.max(8, Math.min(box.right - width, innerWidth - width - 8))}px`;
  menu.style.top = `${below ? Math.min(box.bottom + 4, Math.max(8, innerHeight - height - 8)) : box.top - height - 4}px`;
}

const choices = (menu) => [...menu.querySelectorAll("[role=menuitem]")];

function keys(event) {
  const all = choices(open.menu);
  const at = all.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined) all[(to + all.length) % all.length].focus();
  else if (event.key === "Escape" || event.key === "Tab") closeMenu({ refocus: true });
  else return;
  event.preventDefault();
  event.stopPropagation();
}

addEventListener("pointerdown", (event) => {
  if (open && !open.menu.contains(event.target) && !open.anchor.contains(event.target)) closeMenu();
});
addEventListener("resize", () => closeMenu());
addEventListener(
  "scroll",
  (event) => {
    if (open && !open.menu.contains(event.target)) closeMenu();
  },
  true,
);
