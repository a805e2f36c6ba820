// One drain as it goes on: each island, what its people ask for, breaking off, going on, opening the nodes again.

import "../js/frame.js";
import { call, get } from "../js/api.js";
import { epoch, now } from "../js/clock.js";
import { announce, byId, icon, make, say } from "../js/dom.js";
import { _, ngettext } from "../js/i18n.js";
import { page } from "../js/page.js";
import { Stream } from "../js/stream.js";
import { everySecond } from "../js/ticker.js";
import { here, span } from "../js/times.js";
import { complain } from "../js/toast.js";
import { itemsByNode, tickAway } from "./drain-items.js";
import { drainBadge, waits } from "./drain-words.js";

let drain = page.drain;
let closed = new Set(page.closed);
let putOff = null; // the island whose deadline the dialog is about; null for all
let waited = waits(drain);

const button = (words, picture, run, kind = "btn-quiet") =>
  make("button", { type: "button", class: `btn ${kind}`, onclick: run }, icon(picture), make("span", {}, words));

async function act(method, path, body = null) {
  try {
    show(await call(method, path, body));
  } catch (error) {
    complain(error);
  }
}

function show(it) {
  const before = drain;
  drain = it;
  waited = waits(drain);
  byId("drain-state").replaceChildren(drainBadge(drain));
  byId("drain-actions").replaceChildren(...(page.may_drain ? actions() : []));
  byId("drain-facts").replaceChildren(...facts());
  showNotice();
  const left = drain.counts.done + drain.counts.skipped;
  byId("drain-bar").max = Math.max(1, drain.islands.length);
  byId("drain-bar").value = drain.islands.length ? left : 1;
  byId("drain-counts").textContent = [
    _("%(done)s of %(all)s islands have left", { done: left, all: drain.islands.length }),
    drain.counts.failed ? ngettext("%(n)s stays", "%(n)s stay", drain.counts.failed) : null,
    longest(),
  ]
    .filter(Boolean)
    .join(" · ");
  byId("drain-items").replaceChildren(...itemsByNode(drain, asked));
  if (before.state !== drain.state) announce(`${byId("drain-state").textContent}. ${drain.message}`);
}

function longest() {
  const times = drain.islands.map(({ away_seconds: seconds }) => seconds).filter((seconds) => seconds !== null);
  return times.length ? _("away %(time)s at most", { time: span(Math.ceil(Math.max(...times)), 2) }) : null;
}

function actions() {
  if (drain.state === "running") {
    return [
      drain.counts.waiting ? button(_("Deadline…"), "hourglass-split", () => openPutOff(null)) : null,
      button(_("Stop drain"), "stop-fill", () => act("POST", `/drains/${drain.id}/stop`), "btn-danger-quiet"),
    ].filter(Boolean);
  }
  return ["stopped", "failed"].includes(drain.state)
    ? [button(_("Go on"), "play-fill", () => act("POST", `/drains/${drain.id}/resume`), "btn-primary")]
    : [];
}

function facts() {
  const fact = (key, value) => make("span", {}, make("span", { class: "key" }, key), value);
  return [
    fact(_("Nodes with"), make("span", { class: "label" }, drain.selector)),
    fact(_("Islands"), drain.mode === "move" ? _("move away") : _("are stopped")),
    fact(_("Per node at once"), drain.at_once),
    fact(_("Give up after"), ngettext("%(n)s failure", "%(n)s failures", drain.max_failures)),
    fact(_("Begun"), `${here(epoch(drain.created_at))}, ${drain.who}`),
    drain.ended_at ? fact(_("Ended"), here(epoch(drain.ended_at))) : null,
  ].filter(Boolean);
}

/** What is to be known or done now: the deadline, how it ended, nodes that are still closed. */
function showNotice() {
  const still = drain.nodes.filter((node) => closed.has(node));
  const lines = [];
  if (waited)
    lines.push(
      make("p", {}, make("strong", {}, _("Islands stay until %(time)s; their owners were told.", { time: here(epoch(drain.starts_at)) }))),
    );
  if (drain.state !== "running" && drain.message) lines.push(make("p", {}, make("strong", {}, drain.message)));
  if (drain.state !== "running" && still.length) {
    lines.push(
      make(
        "p",
        {},
        ngettext("Node %(nodes)s is still cordoned.", "Nodes %(nodes)s are still cordoned.", still.length, {
          nodes: still.join(", "),
        }),
      ),
    );
    if (page.may_drain)
      lines.push(
        make(
          "div",
          { class: "notice-actions" },
          still.map((node) => button(_("Uncordon %(node)s", { node }), "check-lg", () => reopen([node]))),
          still.length > 1 ? button(_("Uncordon all"), "check-lg", () => reopen(still)) : null,
        ),
      );
  }
  const tone = { failed: "bad", stopped: "warning" }[drain.state] ?? (waited ? "warning" : "plain");
  byId("drain-notice").hidden = !lines.length;
  byId("drain-notice").className = `notice notice-${tone}`;
  byId("drain-notice").replaceChildren(
    icon({ done: "check-circle-fill", running: "hourglass-split" }[drain.state] ?? "exclamation-triangle-fill"),
    make("div", {}, lines),
  );
}

async function reopen(nodes) {
  for (const node of nodes) {
    try {
      await call("POST", `/nodes/${encodeURIComponent(node)}/uncordon`);
      closed.delete(node);
    } catch (error) {
      complain(error);
    }
  }
  showNotice();
}

/** The people of an island ask for more time: grant it, or another, or decline. */
function asked(item) {
  if (!item.asked || item.state !== "waiting" || drain.state !== "running") return null;
  const { until, who, reason } = item.asked;
  const words = _("%(who)s asks for time until %(time)s", { who, time: here(epoch(until)) });
  return make(
    "div",
    { class: "drain-asked" },
    make("span", {}, reason ? `${words}: ${reason}` : words),
    page.may_drain
      ? button(_("Grant"), "check-lg", () => act("PUT", `/drains/${drain.id}/deadline`, { at: until, island: item.island }))
      : null,
    page.may_drain ? button(_("Another time…"), "hourglass-split", () => openPutOff(item)) : null,
    page.may_drain ? button(_("Decline"), "x-lg", () => act("POST", `/drains/${drain.id}/decline`, { island: item.island })) : null,
  );
}

function openPutOff(item) {
  putOff = item;
  byId("put-off-title").textContent = item ? _("Deadline of island %(id)s", { id: item.island }) : _("Deadline");
  byId("put-off-words").textContent = item ? _("Only this island stays longer.") : _("All islands that still wait stay until then.");
  const at = new Date((Math.max(now(), epoch(item?.asked?.until ?? drain.starts_at) ?? 0) + 3600) * 1000);
  at.setMinutes(at.getMinutes() - at.getTimezoneOffset());
  byId("put-off-at").value = at.toISOString().slice(0, 16);
  say(byId("put-off-error"), "");
  byId("put-off").showModal();
}

byId("put-off-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { value } = byId("put-off-at");
  if (!value) return say(byId("put-off-error"), _("Choose a time."));
  try {
    show(
      await call("PUT", `/drains/${drain.id}/deadline`, {
        at: new Date(value).toISOString(),
        ...(putOff ? { island: putOff.island } : {}),
      }),
    );
    byId("put-off").close();
  } catch (error) {
    say(byId("put-off-error"), error.message);
  }
  return null;
});

/** News hold only the islands that changed. */
function arrived(news) {
  if (news.id !== drain.id) return;
  const all = new Map(drain.islands.map((item) => [item.island, item]));
  for (const item of news.islands) all.set(item.island, item);
  show({ ...news, islands: [...all.values()].sort((one, other) => one.island - other.island) });
}

async function resync() {
  const answer = await get(page.drain_address);
  closed = new Set(answer.closed);
  show(answer.drain);
  return answer.newest;
}

function seen(node) {
  if (!drain.nodes.includes(node.name)) return;
  if (node.schedulable) closed.delete(node.name);
  else closed.add(node.name);
  showNotice();
}

show(page.drain);
new Stream(page.newest, { drain: arrived, node: seen, resync });
everySecond(() => {
  tickAway(byId("drain-items"));
  if (waited !== waits(drain)) show(drain);
});
byId("main").dataset.ready = "yes";
