// One island's page: its state, clock, addresses, steps, log and history, live.

import "./frame.js";
import { listeners } from "./actions.js";
import { get } from "./api.js";
import { ClockPanel } from "./clock-panel.js";
import { CrashView } from "./crash-view.js";
import { showDetails } from "./details.js";
import { announce } from "./dom.js";
import { Events } from "./events-view.js";
import { _ } from "./i18n.js";
import { showHead } from "./island-head.js";
import { LogView } from "./log-view.js";
import { page } from "./page.js";
import { look } from "./states.js";
import { Steps } from "./steps.js";
import { Stream } from "./stream.js";
import { Tabs } from "./tabs.js";

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
