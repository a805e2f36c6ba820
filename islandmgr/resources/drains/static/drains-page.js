// Drains: choose nodes by labels, see the plan, begin; and those that there were.

import "../js/frame.js";
import { call, get } from "../js/api.js";
import { epoch, now } from "../js/clock.js";
import { agreed } from "../js/confirm.js";
import { announce, byId, find, findAll, make, say } from "../js/dom.js";
import { _, ngettext } from "../js/i18n.js";
import { page } from "../js/page.js";
import { Stream } from "../js/stream.js";
import { here, span } from "../js/times.js";
import { itemsByNode } from "./drain-items.js";
import { drainBadge, planSentences } from "./drain-words.js";

const form = byId("drain-form");
const drains = new Map();
let plan = null; // the plan on view, and what it was asked with

const address = (id) => `${page.drains_page}/${id}`;
const selected = () =>
  form.selector.value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

function startsAt() {
  const { value } = byId("drain-when");
  if (value === "at") return byId("drain-at").value ? new Date(byId("drain-at").value).toISOString() : "";
  return value ? new Date((now() + Number(value)) * 1000).toISOString() : null;
}

/** The wish as the API takes it. A number that is none goes as it was typed: the answer says what is accepted. */
function wish() {
  const number = (id) => {
    const text = byId(id).value.trim();
    return text === "" ? null : /^\d+$/.test(text) ? Number(text) : text;
  };
  const found = {
    selector: form.selector.value.trim(),
    mode: find("[name=mode]:checked", form).value,
    at_once: number("drain-at-once"),
    max_failures: number("drain-failures"),
    grace_seconds: number("drain-grace"),
    starts_at: startsAt(),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null));
}

async function showPlan() {
  hidePlan();
  try {
    const asked = wish();
    plan = { asked, ...(await call("POST", "/drains", { ...asked, dry_run: true })) };
  } catch (error) {
    return say(byId("drain-error"), error.message);
  }
  byId("plan-box").hidden = false;
  byId("plan-words").textContent = [...planSentences(plan), owners(plan)].filter(Boolean).join(" ");
  byId("plan-items").replaceChildren(...itemsByNode(plan));
  byId("drain-begin").textContent = ngettext("Empty %(n)s node…", "Empty %(n)s nodes…", plan.nodes.length);
  announce(byId("plan-words").textContent);
  byId("plan-box").scrollIntoView({ block: "nearest" });
  return null;
}

function owners({ islands }) {
  const names = [...new Set(islands.map(({ owner }) => owner).filter(Boolean))];
  return names.length ? _("Owners: %(names)s.", { names: names.join(", ") }) : "";
}

function hidePlan() {
  plan = null;
  byId("plan-box").hidden = true;
  say(byId("drain-error"), "");
}

async function begin() {
  const asked = wish(); // the deadline counts from now, not from when the plan was shown
  const at = asked.starts_at ? epoch(asked.starts_at) : null;
  const when = at
    ? _("Owners are warned now; their islands stay until %(time)s.", { time: here(at) })
    : _("It begins at once; owners are not warned before.");
  const sure = await agreed({
    title: _("Empty %(nodes)s?", { nodes: plan.nodes.join(", ") }),
    text: [...planSentences(plan), plan.islands.length ? when : null].filter(Boolean).join(" "),
    yes: _("Begin"),
    danger: true,
  });
  if (!sure) return;
  try {
    location.assign(address((await call("POST", "/drains", asked)).id));
  } catch (error) {
    say(byId("drain-error"), error.message);
    byId("drain-error").scrollIntoView({ block: "nearest" });
  }
}

function showLabels() {
  const chosen = selected();
  byId("drain-labels").replaceChildren(
    ...page.labels.map((label) =>
      make(
        "button",
        {
          type: "button",
          class: "chip mono",
          "aria-pressed": String(chosen.includes(label)),
          onclick: () => toggle(label),
        },
        label,
      ),
    ),
  );
}

function toggle(label) {
  const chosen = selected();
  form.selector.value = (chosen.includes(label) ? chosen.filter((one) => one !== label) : [...chosen, label]).join(",");
  showLabels();
  find(`[aria-pressed]:nth-child(${page.labels.indexOf(label) + 1})`, byId("drain-labels")).focus();
  hidePlan();
}

function showWhen() {
  const { value } = byId("drain-when");
  byId("drain-at").hidden = value !== "at";
  byId("drain-when-hint").textContent = value
    ? _("Owners are told, and may move their islands before, or ask for more time.")
    : _("Islands go at once, without a warning.");
}

function card(it) {
  const { done = 0, skipped = 0, failed = 0 } = it.counts;
  const all = Object.values(it.counts).reduce((sum, number) => sum + number, 0);
  return make(
    "li",
    { "data-drain": it.id },
    make(
      "div",
      { class: "about" },
      make("strong", {}, make("a", { href: address(it.id) }, _("Drain %(id)s", { id: it.id })), " ", drainBadge(it)),
      make("span", { class: "mono" }, it.selector),
      make(
        "span",
        { class: "muted" },
        [
          it.nodes.join(", "),
          _("%(done)s of %(all)s islands have left", { done: done + skipped, all }),
          failed ? ngettext("%(n)s stays", "%(n)s stay", failed) : null,
          it.who,
          here(epoch(it.created_at)),
        ]
          .filter(Boolean)
          .join(" · "),
      ),
    ),
  );
}

function showPast() {
  const listed = [...drains.values()].sort((one, other) => other.id - one.id);
  const none = make("li", { class: "empty" }, make("p", {}, _("No drain yet.")));
  byId("past").replaceChildren(...(listed.length ? listed.map(card) : [none]));
}

async function resync() {
  const answer = await get(page.drains_address);
  load(answer.drains);
  return answer.newest;
}

function load(found) {
  drains.clear();
  for (const it of found) drains.set(it.id, it);
  showPast();
}

byId("drain-when").append(
  ...[
    ["", _("at once")],
    ...[900, 3600, 4 * 3600].map((seconds) => [seconds, _("in %(time)s", { time: span(seconds) })]),
    ["at", _("at a time…")],
  ].map(([value, words]) => make("option", { value }, words)),
);
byId("new-drain").hidden = !page.may_drain;
form.selector.value = page.selector;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  showPlan();
});
form.selector.addEventListener("input", () => {
  showLabels();
  hidePlan();
});
byId("drain-when").addEventListener("change", () => {
  showWhen();
  hidePlan();
});
for (const input of findAll("[name=mode], .drain-number, #drain-at", form)) input.addEventListener("change", hidePlan);
byId("drain-begin").addEventListener("click", begin);
showLabels();
showWhen();
load(page.drains);
new Stream(page.newest, {
  drain: (it) => {
    drains.set(it.id, it);
    showPast();
  },
  resync,
});
if (page.selector && page.may_drain) showPlan();
byId("main").dataset.ready = "yes";
