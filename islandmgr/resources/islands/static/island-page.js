// One island's page: its state, clock, addresses, steps, log and history, live.

import "../js/frame.js";
import { ClockPanel } from "../clocks/clock-panel.js";
import { get } from "../js/api.js";
import { announce } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { page } from "../js/page.js";
import { Stream } from "../js/stream.js";
import { Tabs } from "../js/tabs.js";
import { listeners } from "./actions.js";
import { CrashView } from "./crash-view.js";
import { showDetails } from "./details.js";
import { Events } from "./events-view.js";
import { showHead } from "./island-head.js";
import { LogView } from "./log-view.js";
import { look } from "./states.js";
import { Steps } from "./steps.js";

let island = page.island;
const tabs = new Tabs();
const clock = new ClockPanel(island);
const steps = new Steps();
const crash = new CrashView(tabs);
const log = new LogView(island);
const events = new Events(page.events, (all) => {
  steps.show(island, all);
  crash.show(island, all);
});

function show(before = null) {
  showHead(island);
  showDetails(island);
  clock.show(island);
  steps.show(island, events.all);
  crash.show(island, events.all);
  log.show(island);
  document.title = `${look(island.state).words} · #${island.id} ${island.name}`;
  if (before && before.state !== island.state) announce(_("Island %(id)s: %(state)s", { id: island.id, state: look(island.state).words }));
}

function arrived(row) {
  if (row.id !== island.id || row.version < island.version) return;
  const before = island;
  island = row;
  show(before);
  events.more(island.id);
}

async function resync() {
  const answer = await get(page.row_address);
  arrived(answer.island);
  return answer.newest;
}

listeners.changed = arrived;
show();
new Stream(page.newest, { island: arrived, resync });
