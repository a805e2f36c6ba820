// The head of an island's page: state, reason and what to do next, actions, note, addresses.

import { islands } from "../js/api.js";
import { copyButton } from "../js/clipboard.js";
import { epoch, now } from "../js/clock.js";
import { byId, icon, make, say } from "../js/dom.js";
import { _, ngettext } from "../js/i18n.js";
import { may } from "../js/may.js";
import { page } from "../js/page.js";
import { everySecond } from "../js/ticker.js";
import { age, here, span } from "../js/times.js";
import { clone, extend, letGo, listeners, restart, stop, warn } from "./actions.js";
import { showLeaving } from "./island-leaving.js";
import { ended, look, ports, stateBadge, up } from "./states.js";

const NEXT = {
  crashed: _("See what it left under “Crash” below. “Restart” starts it again with the same ports and clock."),
  failed: _("When the cause is gone, “Restart” tries again with the same ports and clock."),
  lost: _("“Restart” starts it on another node with the same ports and clock."),
  unready: _("Look at its log below. If it does not come back by itself, restart it."),
  stopped: _("“Clone” starts a new one like it."),
};
const AFTER_INIT = _("Its last lines are under “Crash” below. When the cause is gone, “Restart” tries again.");
// Where the reason itself says more than the state.
const NEXT_BY_REASON = {
  "island.init_exited": AFTER_INIT,
  "island.init_signalled": AFTER_INIT,
  "island.init_no_program": AFTER_INIT,
  "island.keeps_ports": _("“Clone” starts one like it with other ports. Or end what uses this one's, and restart it."),
  "island.no_other_ports": _("Restart it when ports are free. The page “Ports” shows who uses them."),
  "island.not_its_port": _("Let the server listen on the ports that the blueprint gives it, then restart."),
  "island.server_found_port": _("“Restart” tries other ports, unless the server itself listens twice: look at its log."),
  "island.server_found_address": _("“Restart” tries other ports, unless the server itself listens twice: look at its log."),
};
const TONES = { crashed: "bad", failed: "bad", lost: "lost", unready: "warning" };

let island = page.island;

export function showHead(it) {
  island = it;
  const badge = stateBadge(island.state, { large: true, reason: island.reason });
  byId("island-state").replaceChildren(badge);
  showReason();
  showLeaving(island);
  byId("island-actions").replaceChildren(...buttons());
  if (island.warning && !ended(island) && may("islands.extend", island.owner)) warn(island);
  showFacts();
  showAddresses();
}

function showReason() {
  const next = NEXT_BY_REASON[island.reason_code] ?? NEXT[island.state] ?? "";
  const box = byId("island-reason");
  box.hidden = !island.reason && !next;
  box.className = `notice notice-${TONES[island.state] ?? "plain"}`;
  box.replaceChildren(
    icon(look(island.state).icon),
    make("div", {}, island.reason ? make("p", {}, make("strong", {}, island.reason)) : null, next ? make("p", {}, next) : null),
  );
}

function buttons() {
  const button = (words, picture, run, kind = "") =>
    make("button", { type: "button", class: `btn btn-quiet ${kind}`, onclick: () => run(island) }, icon(picture), make("span", {}, words));
  const mine = (act) => may(act, island.owner);
  const copyIt = mine("islands.clone") && button(_("Clone"), "files", clone);
  if (ended(island)) return [copyIt].filter(Boolean);
  const longer = mine("islands.extend");
  return [
    mine("islands.restart") && button(_("Restart"), "arrow-clockwise", restart),
    copyIt,
    longer && (island.expires_at || island.warning) && button(_("Extend"), "hourglass-split", openExtend),
    longer && (isHeld() ? button(_("End hold"), "play-fill", letGo) : button(_("Hold"), "calendar3", openHold)),
    mine("islands.stop") && button(_("Stop"), "stop-fill", stop, "btn-danger-quiet"),
  ].filter(Boolean);
}

const isHeld = () => epoch(island.hold?.until) > now();

function openHold() {
  byId("hold-days").value = "7";
  byId("hold-reason").value = "";
  say(byId("hold-error"), "");
  byId("hold").showModal();
  byId("hold-reason").focus();
}

byId("hold-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const until = new Date((now() + Number(byId("hold-days").value) * 86_400) * 1000);
  try {
    listeners.changed(await islands.hold(island.id, until.toISOString(), byId("hold-reason").value.trim()));
    byId("hold").close();
  } catch (error) {
    say(byId("hold-error"), error.message);
  }
});

function openExtend() {
  byId("extend-now").textContent = _("It ends by itself at %(time)s.", { time: here(epoch(island.warning?.at ?? island.expires_at)) });
  byId("extend-chips").replaceChildren(
    ...[4, 24, 72, 168].map((hours) =>
      make(
        "button",
        {
          type: "button",
          class: "chip",
          onclick: () => {
            byId("extend").close();
            extend(island, hours);
          },
        },
        `+${span(hours * 3600)}`,
      ),
    ),
  );
  byId("extend").showModal();
}

function showFacts() {
  const fact = (key, ...value) => make("span", {}, make("span", { class: "key" }, key), ...value);
  const words = _("Change the note");
  byId("island-facts").replaceChildren(
    ...[
      fact(_("Blueprint"), island.blueprint),
      fact(_("Branch"), make("span", { class: "label label-branch" }, island.branch)),
      fact(_("Owner"), island.owner),
      fact(_("Age"), make("span", { id: "island-age" }, age(epoch(island.created_at)))),
      isHeld() && !ended(island)
        ? fact(
            _("Held"),
            _("until %(time)s, %(who)s: %(reason)s", {
              time: here(epoch(island.hold.until)),
              who: island.hold.who,
              reason: island.hold.reason,
            }),
          )
        : null,
      island.expires_at && !ended(island) ? fact(_("Ends"), make("span", { id: "island-ends" }, left())) : null,
      fact(
        _("Note"),
        may("islands.annotate", island.owner)
          ? make(
              "button",
              { type: "button", class: "note-edit", title: words, "aria-label": words, onclick: openNote },
              island.note || "–",
              icon("pencil"),
            )
          : island.note || "–",
      ),
    ].filter(Boolean),
  );
}

function left() {
  const seconds = epoch(island.expires_at) - now();
  return seconds > 0 ? _("in %(time)s", { time: span(seconds) }) : _("now");
}

function openNote() {
  byId("note-text").value = island.note;
  say(byId("note-error"), "");
  byId("note").showModal();
  byId("note-text").select();
}

byId("note-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    listeners.changed(await islands.annotate(island.id, byId("note-text").value.trim()));
    byId("note").close();
  } catch (error) {
    say(byId("note-error"), error.message);
  }
});

const host = () => (island.host.includes(":") ? `[${island.host}]` : island.host);

function showAddresses() {
  const box = byId("connect");
  if (island.state === "stopped")
    return void box.replaceChildren(make("p", { class: "muted" }, _("It is stopped and its ports were released.")));
  const lines = ports(island).map(([name, port]) =>
    make(
      "div",
      { class: "connect-line" },
      make("span", { class: "name" }, name),
      make("span", { class: "address-text num" }, island.host ? `${host()}:${port}` : port),
      island.host ? copyButton(`${host()}:${port}`) : null,
    ),
  );
  const main = island.address
    ? make(
        "div",
        { class: "connect-main" },
        make("span", { class: "address-text", id: "main-address" }, island.address),
        copyButton(island.address),
      )
    : null;
  const players = ngettext("%(n)s connection now", "%(n)s connections now", island.connections);
  const used = island.last_used_at ? _("last used %(time)s", { time: here(epoch(island.last_used_at)) }) : null;
  const where = island.node ? _("on node %(node)s", { node: island.node }) : _("The address is known as soon as it has a node.");
  box.replaceChildren(
    ...[
      main,
      ...lines,
      make("p", { class: "connect-facts" }, [where, up(island) ? players : null, used].filter(Boolean).join(" · ")),
    ].filter(Boolean),
  );
}

everySecond(() => {
  byId("island-age").textContent = age(epoch(island.created_at));
  if (byId("island-ends")) byId("island-ends").textContent = left();
});
