// The clock of one island: big and ticking, what was measured in the server, setting it, its script and its history.

import { listeners } from "../islands/actions.js";
import { ended, startingUp, up } from "../islands/states.js";
import { call, islands } from "../js/api.js";
import { epoch, islandTime, lead, now, toShift, wall, zoneText } from "../js/clock.js";
import { byId, icon, make } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { onKey } from "../js/keyboard.js";
import { may } from "../js/may.js";
import { openMenu } from "../js/menu.js";
import { page } from "../js/page.js";
import { everySecond, offsetBadge } from "../js/ticker.js";
import { longDate, span } from "../js/times.js";
import { complain, toast } from "../js/toast.js";
import { ClockChange } from "./clock-change.js";
import { historyLines } from "./clock-history.js";
import { seen, showProcesses, unread } from "./clock-processes.js";
import { Runs } from "./clock-runs.js";
import { causeWords } from "./clock-words.js";

const FRESH = 30; // seconds between two looks for what comes next, once a moment has passed
const SOON = 1500; // ms after which running processes have read a new clock
const PATIENCE = 15; // seconds after a change within which they are looked at again: one that never asks for the time never reads it

export class ClockPanel {
  #report = null;
  #asking = false;
  #again = false;
  #asked = 0; // real time of the last measuring

  constructor(island) {
    this.island = island;
    this.moments = page.moments;
    this.change = new ClockChange(byId("clock-form"), {
      zone: island.clock.zone,
      moments: page.moments,
      state: () => ({ clock: this.island.clock, undo: Boolean(this.#report?.history[0]?.before) }),
      calls: {
        preview: (ask) => call("POST", `/islands/${island.id}/clock/preview`, ask),
        set: (ask) => islands.setClock(island.id, ask),
        done: (report) => this.#done(report),
      },
      restarts: true,
    });
    if (lead(island.clock) && !island.clock.frozen_at && island.clock.mode !== "rate")
      this.change.form.fill({ mode: "shift", shift: toShift(lead(island.clock)) });
    this.change.form.settle();
    this.runs = new Runs(
      byId("clock-run"),
      async () => [await call("GET", `/clock-runs/${this.run.id}`)],
      () => this.#measure(),
    );
    byId("clock-script").addEventListener("click", (event) => this.#offerScripts(event.currentTarget));
    byId("clock-leave").addEventListener("click", () => this.#leave());
    onKey("c", () => this.change.form.focus());
    everySecond((real) => this.#tick(real));
  }

  show(island) {
    const before = this.island;
    this.island = island;
    this.change.form.setZone(island.clock.zone);
    this.#shared();
    const what = ({ state, clock, clock_group: group }) => JSON.stringify([state, clock, group]);
    if (what(island) !== what(before) || !this.#report) this.#measure();
    this.#tick(now());
    this.#truth();
  }

  /** An island of a group has no clock of its own to set. */
  #shared() {
    const group = this.island.clock_group;
    const settable = !ended(this.island) && may("clock.set", this.island.owner);
    byId("clock-form").hidden = !settable || Boolean(group);
    byId("clock-leave").hidden = byId("clock-group-set").hidden = !settable;
    byId("clock-script").hidden = ended(this.island) || !may("clock.run", this.island.owner);
    byId("clock-shared").hidden = ended(this.island) || !group;
    byId("clock-group").textContent = group ?? "";
    for (const id of ["clock-group", "clock-group-set"])
      byId(id).href = `${page.islands_address}clocks#group-${encodeURIComponent(group ?? "")}`;
  }

  #tick(real) {
    const { state } = this.island;
    const clock = this.#seen();
    const card = byId("clock-title").closest(".clock-card");
    card.classList.toggle("is-waiting", !up(this.island));
    card.classList.toggle("is-wrong", clock !== this.island.clock);
    if (state === "stopped") {
      byId("clock-time").textContent = "–";
      byId("clock-date").textContent = "";
      byId("clock-offset").replaceChildren();
      return;
    }
    const instant = islandTime(clock, real);
    set(byId("clock-time"), wall(instant, clock.zone).slice(11));
    set(byId("clock-date"), longDate(instant, clock.zone));
    this.#offset(clock, instant, real);
    this.change.show();
    if (real - this.#asked > FRESH && this.moments.some(({ next }) => next < instant)) this.#measure();
  }

  /** The clock to show: what the server was seen to have, if it is not the one that was asked for. */
  #seen() {
    const { clock } = this.island;
    const measured = this.#report?.measured;
    if (clock.applied !== false || !measured) return clock;
    return { mode: "shift", offset: Math.round(epoch(measured.fake) - epoch(measured.real)), zone: clock.zone, applied: false };
  }

  #offset(clock, instant, real) {
    const seconds = lead(clock, real);
    const far =
      seconds === 0
        ? _("real time")
        : seconds > 0
          ? _("%(time)s ahead of real time", { time: span(seconds) })
          : _("%(time)s behind real time", { time: span(seconds) });
    const zone = `${clock.zone}${clock.zone === "UTC" ? "" : ` ${zoneText(clock.zone, instant)}`}`;
    const meant = islandTime(this.island.clock, real);
    const wanted = Math.abs(meant - instant) < 2 ? "" : _("should be %(time)s", { time: wall(meant, clock.zone) });
    const words = `${zone} ${far} ${wanted} ${clock.mode}`;
    const line = byId("clock-offset");
    if (line.dataset.words === words) return;
    line.dataset.words = words;
    line.replaceChildren(
      ...[
        `${zone} · ${far}`,
        wanted ? make("span", { class: "clock-wanted" }, wanted) : null,
        clock.mode === "freeze" || clock.mode === "rate" ? offsetBadge(clock) : null,
      ].filter(Boolean),
    );
  }

  /** Measured, not measured yet, or not applied: in words, here and at the top of the page. */
  #truth() {
    const { clock } = this.island;
    const wrong = clock.applied === false && !ended(this.island);
    const why = wrong ? causeWords(clock) : "";
    byId("island-clock-wrong").hidden = !wrong;
    byId("clock-wrong").hidden = !wrong;
    byId("clock-wrong-why").textContent = why;
    const line = byId("clock-truth");
    line.className = "clock-truth";
    if (ended(this.island)) return void line.replaceChildren();
    if (wrong) {
      line.classList.add("is-bad");
      return void line.replaceChildren(icon("exclamation-triangle-fill"), _("Not applied: %(problem)s", { problem: why }));
    }
    if (clock.applied && up(this.island)) {
      line.classList.add("is-good");
      const off = this.#report?.error_ms;
      if (this.#report && unread(this.#report).length && !seen(this.#report))
        return void line.replaceChildren(icon("check2"), _("set; the server has not read the clock since the change"));
      const words =
        typeof off === "number"
          ? _("measured in the server, %(ms)s ms off", { ms: Math.abs(off).toFixed(Math.abs(off) < 10 ? 1 : 0) })
          : _("measured in the server");
      return void line.replaceChildren(icon("check2"), words);
    }
    line.replaceChildren(up(this.island) || startingUp(this.island) ? _("not measured yet") : _("applies at the next start"));
  }

  async #measure() {
    if (this.#asking) {
      this.#again = true; // what is being measured may be older
      return;
    }
    this.#asking = true;
    this.#asked = now();
    try {
      this.#take(await islands.clock(this.island.id));
    } catch {
      /* the next change asks again; the row says what is known */
    } finally {
      this.#asking = false;
    }
    if (this.#again) {
      this.#again = false;
      this.#measure();
    }
  }

  #take(report) {
    this.#report = report;
    this.#offer(report.moments);
    this.#tick(now());
    this.#truth();
    if (report.run) {
      this.run = report.run;
      this.runs.show([report.run]);
    } else if (this.run) {
      this.runs.look();
    }
    byId("clock-history").replaceChildren(...historyLines(report.history, report.zone));
    showProcesses(report);
    this.#lookAgain(report);
  }

  /** Just after a change, running processes have not read the clock yet. */
  #lookAgain(report) {
    const changed = epoch(report.history[0]?.at ?? report.real_time);
    if (unread(report).length && epoch(report.real_time) - changed < PATIENCE && !this.#again) setTimeout(() => this.#measure(), SOON);
  }

  /** Put the instants of a report to the moments of the page, and offer them if they are other ones. */
  #offer(upcoming) {
    const next = new Map(upcoming.map((moment) => [moment.name, epoch(moment.next)]));
    const moments = this.moments.map((moment) => ({ ...moment, next: next.get(moment.name) ?? moment.next }));
    if (moments.every((moment, at) => moment.next === this.moments[at].next)) return;
    this.moments = moments;
    this.change.form.setMoments(moments);
  }

  async #done(report) {
    listeners.changed(await islands.get(this.island.id));
    this.#take(report);
    toast(...outcome(report));
  }

  async #offerScripts(button) {
    try {
      const { items } = await call("GET", `/clock-scripts?blueprint=${encodeURIComponent(this.island.blueprint)}`);
      const scripts = items.map(({ name, description }) => ({
        words: name,
        end: description.slice(0, 40),
        picture: "play-fill",
        run: () => this.#start(name),
      }));
      openMenu(button, [
        { title: _("Run a script here") },
        ...scripts,
        ...(scripts.length ? ["-"] : []),
        { words: _("All scripts"), picture: "pencil", href: `${page.islands_address}clocks#scripts` },
      ]);
    } catch (error) {
      complain(error);
    }
  }

  async #start(script) {
    const whom = this.island.clock_group ? { group: this.island.clock_group } : { islands: [this.island.id] };
    try {
      const { items } = await call("POST", "/clock-runs", { script, ...whom });
      [this.run] = items;
      this.runs.show(items);
    } catch (error) {
      complain(error);
    }
  }

  async #leave() {
    try {
      await call("DELETE", `/clock-groups/${encodeURIComponent(this.island.clock_group)}/islands/${this.island.id}`);
      listeners.changed(await islands.get(this.island.id));
    } catch (error) {
      complain(error);
    }
  }
}

/** What to say of a clock that was set: the words, and how. */
function outcome(report) {
  const { applied, island_time: shows, zone } = report;
  const time = `${wall(Math.round(epoch(shows)), zone)} ${zoneText(zone, epoch(shows))}`;
  if (applied === false) return [_("The clock was set, but: %(problem)s", { problem: causeWords(report) }), { tone: "bad", key: "clock" }];
  if (applied) return [_("The island's clock shows %(time)s", { time }), { tone: "good", key: "clock" }];
  return [_("The clock is set to %(time)s; what the server sees is not measured yet.", { time }), { key: "clock" }];
}

function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
