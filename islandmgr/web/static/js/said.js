// What the manager says in English, in the reader's language. What is none of its sentences stays as it is.

import { _, language } from "./i18n.js";
import { SENTENCES } from "./sentences.js";

const COLON = _(": ");
const PLACE = /%\((\w+)\)s/g;
const DEEPEST = 3; // sentences within sentences
const MOST = 2000; // kept answers; a page shows far fewer

const exact = new Set(SENTENCES.filter((text) => !text.includes("%(")));
const patterns = SENTENCES.filter((text) => text.includes("%("))
  .sort((one, other) => literal(other).length - literal(one).length) // the one that says most is meant
  .map((text) => [text, pattern(text)]);
const known = new Map();

/** `text` in the reader's language: whole, or its beginning before a colon, and sentences within it. */
export function said(text) {
  if (language === "en" || !text) return text;
  if (!known.has(text)) {
    if (known.size > MOST) known.clear();
    known.set(text, translated(text, DEEPEST));
  }
  return known.get(text);
}

function translated(text, depth) {
  if (!depth) return text;
  return whole(text, depth) ?? beginning(text, depth) ?? text;
}

function whole(text, depth) {
  if (exact.has(text)) return _(text);
  for (const [sentence, shape] of patterns) {
    const found = shape.exec(text);
    if (found)
      return _(sentence, Object.fromEntries(Object.entries(found.groups).map(([name, value]) => [name, translated(value, depth - 1)])));
  }
  return null;
}

/** `It is so: details of whoever said it`. */
function beginning(text, depth) {
  for (let at = text.indexOf(": "); at > 0; at = text.indexOf(": ", at + 1)) {
    const head = whole(text.slice(0, at), depth);
    if (head !== null) return `${head}${COLON}${translated(text.slice(at + 2), depth - 1)}`;
  }
  return null;
}

function literal(text) {
  return text.replace(PLACE, "");
}

function pattern(text) {
  const parts = text.split(PLACE).map((part, at) => (at % 2 ? `(?<${part}>.+?)` : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
  return new RegExp(`^${parts.join("")}$`, "s");
}
