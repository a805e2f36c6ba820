// Groups and scripts of clocks, live.

import "../js/frame.js";
import { get } from "../js/api.js";
import { byId, find } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { openMenu } from "../js/menu.js";
import { page } from "../js/page.js";
import { Stream } from "../js/stream.js";
import { allGroups, onRunGroup, showGroups } from "./clock-groups.js";
import { Runs } from "./clock-runs.js";
import { scriptItems, showScripts } from "./clock-scripts.js";

const CALM = 700; // milliseconds in which changes are gathered before the page is read anew

let islands = new Map();
let timer = 0;

const runs = new Runs(byId("runs"), async () => {
  const found = await get(page.everything_address);
  byId("no-runs").hidden = found.runs.length > 0;
  byId("runs").hidden = !found.runs.length;
  return found.runs;
});

function show(found) {
  islands = new Map(found.islands.map((island) => [island.id, island]));
  const there = [...islands.values()];
  showGroups(found.groups, there);
  showScripts(found.scripts, { islands: there, groups: allGroups, started: () => runs.look() });
  runs.show(found.runs);
  byId("no-runs").hidden = found.runs.length > 0;
  byId("runs").hidden = !found.runs.length;
}

async function reload() {
  const found = await get(page.everything_address);
  show(found);
  return found.newest;
}

/** A clock, a state or a group changed: read anew, but not once for each of two hundred islands. */
function arrived(row) {
  const before = islands.get(row.id);
  const what = ({ state, clock, clock_group: group } = {}) => JSON.stringify([state, clock, group]);
  if (what(before) === what(row)) return;
  clearTimeout(timer);
  timer = setTimeout(
    () =>
      reload().catch(() => {
        /* the stream notices */
      }),
    CALM,
  );
}

onRunGroup((name) => {
  const items = scriptItems(name);
  const anchor = find(`[data-key="${CSS.escape(`${name} run`)}"]`);
  openMenu(
    anchor,
    items.length
      ? [{ title: _("Run a script") }, ...items]
      : [{ words: _("New script"), picture: "plus-lg", run: () => byId("script-new").click() }],
  );
});
show(page);
new Stream(page.newest, { island: arrived, resync: reload });
if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
