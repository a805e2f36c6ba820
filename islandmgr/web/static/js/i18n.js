// The words of the page. English is in the source; other languages come as one JSON catalogue made from the .po file.

import { page } from "./page.js";

const catalogue = page.catalogue ? await load(page.catalogue) : {};

async function load(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : {};
  } catch {
    return {}; // English words are better than an empty page
  }
}

const fill = (text, values) => (values ? text.replace(/%\((\w+)\)s/g, (all, name) => (name in values ? String(values[name]) : all)) : text);

/** Translate; `%(name)s` is replaced by `values.name`. */
export function _(text, values) {
  const found = catalogue[text];
  return fill(Array.isArray(found) ? found[0] : found || text, values);
}

/** Translate by number; `%(n)s` is the number. */
export function ngettext(one, many, n, values) {
  const found = catalogue[one];
  const text = found ? (Array.isArray(found) ? found[n === 1 ? 0 : found.length - 1] : found) : n === 1 ? one : many;
  return fill(text, { n, ...values });
}

export const language = document.documentElement.lang;
