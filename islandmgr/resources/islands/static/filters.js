// Which islands the table shows. The filter lives in the URL: it can be shared, kept as a bookmark, and gone back from.

import { byId, findAll, make } from "../js/dom.js";
import { onKey } from "../js/keyboard.js";
import { page } from "../js/page.js";

const NAMES = ["state", "branch", "owner", "clock", "q"];
const DEFAULT = { state: "active", branch: "", owner: "", clock: "", q: "" };
const PAUSE = 200; // milliseconds after the last key press before the manager is asked

const form = byId("filters");

export const fromUrl = () => {
  const given = new URLSearchParams(location.search);
  const filter = Object.fromEntries(NAMES.map((name) => [name, given.get(name) ?? DEFAULT[name]]));
  return filter.state in page.groups ? filter : { ...filter, state: DEFAULT.state };
};

/** The filter as a query, without what is usual. */
export function query(filter) {
  const kept = NAMES.filter((name) => filter[name] !== DEFAULT[name]).map((name) => [name, filter[name]]);
  const text = new URLSearchParams(kept).toString();
  return text ? `?${text}` : "";
}

export const isPlain = (filter) => !filter.branch && !filter.owner && !filter.clock && !filter.q;

/** Whether an island is to be seen; the same rule as the manager's, so that live changes come and go at once. */
export function matches(filter, island) {
  if (!page.groups[filter.state].includes(island.state)) return false;
  if (filter.branch && island.branch !== filter.branch) return false;
  if (filter.owner && island.owner !== filter.owner) return false;
  if (filter.clock && island.clock.applied !== false) return false;
  const wanted = filter.q.trim().toLowerCase();
  if (!wanted) return true;
  if (/^\d+$/.test(wanted) && (island.id === +wanted || Object.values(island.ports).includes(+wanted))) return true;
  return [island.name, island.note, island.owner, island.branch, island.node, island.host, island.pod, island.clock_group ?? ""].some(
    (text) => text.toLowerCase().includes(wanted),
  );
}

/** Connect the form; `changed(filter)` is called at once for every change, `settled(filter)` when typing has paused. */
export function connect({ changed, settled }) {
  let timer = 0;
  const read = () => ({ ...DEFAULT, ...Object.fromEntries(new FormData(form)) });
  const apply = (filter, { push }) => {
    const address = location.pathname + query(filter);
    if (push) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    reflect(filter);
    changed(filter);
    clearTimeout(timer);
    timer = setTimeout(() => settled(filter), push ? 0 : PAUSE);
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    if (event.target.name !== "q") apply(read(), { push: true });
  });
  form.addEventListener("input", (event) => {
    if (event.target.name === "q") apply(read(), { push: false });
  });
  byId("clear-filters").addEventListener("click", () => apply({ ...DEFAULT, state: read().state }, { push: true }));
  byId("mine").addEventListener("click", () => {
    const mine = byId("mine").dataset.owner;
    apply({ ...read(), owner: form.owner.value === mine ? "" : mine }, { push: true });
  });
  addEventListener("popstate", () => {
    const filter = fromUrl();
    reflect(filter);
    changed(filter);
    settled(filter);
  });
  form.q.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (form.q.value) apply({ ...read(), q: "" }, { push: false });
    else form.q.blur();
    event.preventDefault();
  });
  onKey("/", () => form.q.select());
  reflect(fromUrl());
}

/** Show `filter` in the form and in the links that depend on it. */
function reflect(filter) {
  for (const name of ["branch", "owner"]) offer(name, [], filter[name]);
  for (const radio of findAll("[name=state]", form)) radio.checked = radio.value === filter.state;
  form.clock.value = filter.clock;
  if (form.q.value !== filter.q) form.q.value = filter.q;
  byId("clear-filters").hidden = isPlain(filter);
  for (const link of findAll("[data-export]")) link.href = link.href.replace(/\?.*/, "") + query(filter);
  byId("mine").setAttribute("aria-pressed", String(Boolean(filter.owner) && filter.owner === byId("mine").dataset.owner));
}

/** Add choices to the branch or owner list, in order; `chosen` is there in any case. */
export function offer(name, values, chosen = form[name].value) {
  const select = form[name];
  const known = new Set([...select.options].map((option) => option.value));
  const fresh = [...new Set([...values, chosen])].filter((value) => value && !known.has(value));
  for (const value of fresh) {
    const before = [...select.options].find((option) => option.value && option.value.localeCompare(value) > 0);
    select.insertBefore(make("option", { value }, value), before ?? null);
  }
  select.value = chosen;
}

/** Offer "My islands" to somebody whose name is known from an earlier start. */
export function setMe(owner) {
  if (!owner) return;
  byId("mine").dataset.owner = owner;
  byId("mine").hidden = false;
  byId("mine").title = owner;
  byId("mine").setAttribute("aria-pressed", String(form.owner.value === owner));
}
