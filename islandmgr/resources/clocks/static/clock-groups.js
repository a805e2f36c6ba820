// Groups of islands with one time line: their time, their members and how far these are apart, one change for all.

import { islandAddress } from "../islands/actions.js";
import { focusPicker, offerIslands, pickedIslands } from "../islands/island-picker.js";
import { ended, stateBadge, up } from "../islands/states.js";
import { call, PATIENCE_FOR_MANY } from "../js/api.js";
import { epoch } from "../js/clock.js";
import { agreed } from "../js/confirm.js";
import { byId, find, icon, make, say } from "../js/dom.js";
import { _, ngettext } from "../js/i18n.js";
import { may } from "../js/may.js";
import { page } from "../js/page.js";
import { everySecond, offsetBadge, tickingClock } from "../js/ticker.js";
import { here } from "../js/times.js";
import { complain, toast } from "../js/toast.js";
import { ClockChange } from "./clock-change.js";
import { causeWords, modeWords } from "./clock-words.js";

const path = (name) => `/clock-groups/${encodeURIComponent(name)}`;
const number = (ms) => (ms < 10 ? ms.toFixed(1) : Math.round(ms));

let groups = [];
let islands = [];
let joining = null; // the group that islands are added to; null while a new one is made
let setting = null; // the group whose time is changed in the dialog
let change = null;
const opened = new Set(); // names of groups whose history is unfolded
let onRun = () => {};

const ids = ({ islands: members }) => members.map(({ id }) => id);

export const allGroups = () => groups;

/** Whether `act` may be done to all islands of a group at once. */
function mayAll(act, it) {
  const owners = new Map(islands.map(({ id, owner }) => [id, owner]));
  return may(act) && ids(it).every((id) => may(act, owners.get(id) ?? null));
}

/** What was measured goes on to be shown while nothing changes. */
export function showGroups(found, there) {
  const before = new Map(groups.map((it) => [it.name, it]));
  islands = there;
  groups = found.map((it) => kept(it, before.get(it.name)));
  draw();
  if (page.measured !== groups.length) measureAll();
}

function kept(it, old) {
  if (!old || it.spread_ms !== null || old.changed_at !== it.changed_at || String(ids(old)) !== String(ids(it))) return it;
  const measured = new Map(old.islands.map((member) => [member.id, member]));
  return {
    ...it,
    spread_ms: old.spread_ms,
    took_ms: old.took_ms,
    islands: it.islands.map((member) => ({
      ...measured.get(member.id),
      ...member,
      error_ms: member.error_ms ?? measured.get(member.id).error_ms,
    })),
  };
}

const ofMany = (method, address, body = null) => call(method, address, body, { patience: PATIENCE_FOR_MANY });

async function measureAll() {
  page.measured = groups.length;
  for (const { name } of groups) await take(() => ofMany("GET", path(name)));
}

export function onRunGroup(run) {
  onRun = run;
}

function draw() {
  const focused = document.activeElement?.closest("[data-group]") && document.activeElement.dataset.key;
  byId("groups").replaceChildren(...groups.map(card));
  byId("no-groups").hidden = groups.length > 0;
  if (focused) find(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/** Put the group that an action answers; say so when it was refused. */
async function take(doing) {
  try {
    const answer = await doing();
    groups = [...groups.filter(({ name }) => name !== answer.name), answer].sort((one, other) => one.name.localeCompare(other.name));
    draw();
    return answer;
  } catch (error) {
    complain(error);
    return null;
  }
}

function card(it) {
  const clock = { ...it.clock, zone: it.zone };
  const button = (words, picture, key, run, kind = "btn-quiet") =>
    make("button", { type: "button", class: `btn ${kind}`, "data-key": `${it.name} ${key}`, onclick: run }, icon(picture), words);
  const wrong = it.islands.filter(({ applied }) => applied === false).length;
  const settable = mayAll("clock.set", it);
  return make(
    "article",
    { class: `card-box group${wrong ? " is-wrong" : ""}`, id: `group-${it.name}`, "data-group": it.name },
    make("header", { class: "card-head" }, make("h3", {}, it.name), make("span", { class: "group-spread" }, spread(it))),
    make("div", { class: "group-time" }, tickingClock(clock), offsetBadge(clock)),
    make("p", { class: "group-facts" }, [modeWords(clock), it.who, it.why, here(epoch(it.changed_at))].filter(Boolean).join(" · ")),
    make(
      "ul",
      { class: "members" },
      it.islands.map((member) => memberLine(it, member, settable)),
    ),
    it.islands.length ? null : make("p", { class: "muted" }, _("No island is in it.")),
    it.history.length > 1 ? history(it) : null,
    make(
      "div",
      { class: "group-actions" },
      settable ? button(_("Change the time"), "clock", "set", () => openClock(it), "btn-primary") : null,
      settable && it.undo ? button(_("Undo"), "arrow-left", "undo", () => openClock(it, { undo: true })) : null,
      mayAll("clock.run", it) ? button(_("Run a script"), "play-fill", "run", () => onRun(it.name)) : null,
      settable ? button(_("Add islands"), "plus-lg", "add", () => openMembers(it)) : null,
      button(_("Measure now"), "arrow-clockwise", "measure", () => take(() => call("GET", path(it.name)))),
      settable ? button(_("Delete"), "x-lg", "delete", () => remove(it), "btn-danger-quiet") : null,
    ),
  );
}

/** Its changes so far, folded away; open stays open when it is drawn anew. */
function history(it) {
  const box = make(
    "details",
    { class: "group-history", open: opened.has(it.name) },
    make("summary", { "data-key": `${it.name} history` }, _("Clock history")),
    make(
      "ol",
      {},
      it.history.map(({ at, clock, who, why, script }) =>
        make(
          "li",
          {},
          make("time", { datetime: at }, here(epoch(at))),
          " ",
          make("strong", {}, modeWords(clock)),
          " ",
          make("span", { class: "muted" }, [who, script, why].filter(Boolean).join(" · ")),
        ),
      ),
    ),
  );
  box.addEventListener("toggle", () => (box.open ? opened.add(it.name) : opened.delete(it.name)));
  return box;
}

function spread(it) {
  const wrong = it.islands.filter(({ applied }) => applied === false).length;
  if (wrong)
    return make("span", { class: "offset offset-problem" }, ngettext("not applied on %(n)s island", "not applied on %(n)s islands", wrong));
  if (it.spread_ms === null) return it.islands.some(up) ? _("not measured yet") : "";
  return _("measured at most %(ms)s ms apart", { ms: number(it.spread_ms) });
}

function memberLine(it, member, settable) {
  const words = _("Let island %(id)s leave", { id: member.id });
  const truth =
    member.applied === false
      ? make("span", { class: "bad" }, _("Not applied: %(problem)s", { problem: causeWords(member) }))
      : typeof member.error_ms === "number" && up(member)
        ? make("span", { class: "muted num" }, _("%(ms)s ms off", { ms: number(Math.abs(member.error_ms)) }))
        : null;
  return make(
    "li",
    {},
    make("a", { href: islandAddress(member.id) }, `#${member.id}`),
    stateBadge(member.state, { steps: false }),
    make("span", { class: "member-truth" }, truth),
    settable &&
      make(
        "button",
        {
          type: "button",
          class: "btn btn-icon",
          title: words,
          "aria-label": words,
          "data-key": `${it.name} leave ${member.id}`,
          onclick: () => take(() => call("DELETE", `${path(it.name)}/islands/${member.id}`)),
        },
        icon("box-arrow-right"),
      ),
  );
}

const offered = (it) =>
  it.moments.filter(({ next }) => next).map(({ name, next }) => ({ name, title: page.moment_titles[name] ?? name, next: epoch(next) }));

function openClock(it, { undo = false } = {}) {
  setting = it;
  change ??= new ClockChange(byId("group-clock-form"), {
    zone: it.zone,
    state: () => ({ clock: setting.clock, undo: setting.undo }),
    calls: {
      preview: (ask) => call("POST", `${path(setting.name)}/clock/preview`, ask),
      set: (ask) => ofMany("PUT", `${path(setting.name)}/clock`, ask),
      done: changed,
    },
  });
  byId("group-clock-title").textContent = _("Time of the group %(name)s", { name: it.name });
  change.clear();
  change.form.fill({});
  change.form.settle();
  change.form.setZone(it.zone);
  change.form.setMoments(offered(it));
  change.show();
  byId("group-clock").showModal();
  if (undo) find("[data-undo]", byId("group-clock-form")).click();
}

function changed(answer) {
  byId("group-clock").close();
  take(async () => answer);
  const members = answer.islands.length;
  const done = ngettext("The time of %(n)s island was changed.", "The time of %(n)s islands was changed.", members);
  const apart = answer.spread_ms === null ? "" : _("They were measured at most %(ms)s ms apart.", { ms: number(answer.spread_ms) });
  toast(`${done} ${apart}`, { tone: "good", key: "group" });
}

function openMembers(it = null) {
  joining = it;
  byId("group-members-title").textContent = it ? _("Add islands to %(name)s", { name: it.name }) : _("New group");
  byId("group-submit").textContent = it ? _("Add islands") : _("Make the group");
  byId("group-hint").textContent = it ? _("They take the group's time.") : _("All take the time of the first one.");
  byId("group-name-field").hidden = Boolean(it);
  byId("group-name").value = "";
  say(byId("group-error"), "");
  const box = find("[data-islands]", byId("group-members"));
  offerIslands(
    box,
    islands.filter((island) => !island.clock_group && !ended(island)),
  );
  byId("group-members").showModal();
  if (it) focusPicker(box);
  else byId("group-name").focus();
}

byId("group-members-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const chosen = pickedIslands(find("[data-islands]", event.target));
  try {
    const answer = joining
      ? await ofMany("POST", `${path(joining.name)}/islands`, { islands: chosen })
      : await ofMany("POST", "/clock-groups", { name: byId("group-name").value.trim(), islands: chosen });
    byId("group-members").close();
    take(async () => answer);
  } catch (error) {
    say(byId("group-error"), error.message);
  }
});
byId("group-new").addEventListener("click", () => openMembers());

async function remove(it) {
  const sure = await agreed({
    title: _("Delete the group %(name)s?", { name: it.name }),
    text: _("Its islands keep the time that they show, each for itself."),
    yes: _("Delete"),
    danger: true,
  });
  if (!sure) return;
  try {
    await call("DELETE", path(it.name));
    groups = groups.filter(({ name }) => name !== it.name);
    draw();
  } catch (error) {
    complain(error);
  }
}

everySecond(() => {
  if (byId("group-clock").open) change.show();
});
