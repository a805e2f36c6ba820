// Making elements. Text always goes in as text: nothing that a user typed can become markup.

const SVG = "http://www.w3.org/2000/svg";
const SPRITE = new URL("../vendor/bootstrap-icons-1.13.2/sprite.svg", import.meta.url).href;

export const find = (selector, root = document) => root.querySelector(selector);
export const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];
export const byId = (id) => document.getElementById(id);

/** An element: `make("a", {class: "x", href, onclick}, "text", child)`. Null children and attributes are left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** An icon of the sprite; hidden from screen readers, as words always stand beside it or in a label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${SPRITE}#${name}`);
  svg.append(use);
  return svg;
}

/** Show words only if there are any. */
export function say(element, words) {
  element.textContent = words;
  element.hidden = !words;
}

/** What a screen reader should hear, without moving anything on the page. */
export function announce(words) {
  byId("announcer").textContent = words;
}

/** Something remembered in this browser; storage may be off. */
export const remembered = {
  get(key, fallback = null) {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? fallback;
    } catch {
      return fallback;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      /* then it is not remembered */
    }
  },
};
