// The first page: the table of islands, live, with its filters and the start dialog.

import "../js/frame.js";
import { get } from "../js/api.js";
import { copy } from "../js/clipboard.js";
import { announce, byId, findAll, make, remembered, say } from "../js/dom.js";
import { _, ngettext } from "../js/i18n.js";
import { may } from "../js/may.js";
import { page } from "../js/page.js";
import { Stream } from "../js/stream.js";
import { everySecond } from "../js/ticker.js";
import { age } from "../js/times.js";
import { complain, toast } from "../js/toast.js";
import { islandAddress, leavingWords, listeners, warn } from "./actions.js";
import { connect, fromUrl, isPlain, matches, offer, query, setMe } from "./filters.js";
import { IslandsView } from "./islands-view.js";
import { onStarted, openStart } from "./start-dialog.js";
import { look, ports } from "./states.js";

let filter = fromUrl();
let next = page.next; // where older rows begin, if there are more
let asked = 0; // counts questions, so that a late answer to an older one is dropped
let meanwhile = null; // what the stream brings while an answer is on its way; the answer may be older
const started = new Set(); // ids that were started on this page: their outcome is announced
const view = new IslandsView(byId("islands"), fits, {
  opened: (island, event) =>
    event.ctrlKey || event.metaKey || page.embedded ? open(islandAddress(island.id)) : location.assign(islandAddress(island.id)),
  counted,
});

function fits(island) {
  return matches(filter, island);
}

function counted(number) {
  say(byId("count"), next ? `${number}+` : String(number));
  byId("empty").hidden = number > 0;
  byId("more").hidden = !next;
  if (number === 0) byId("empty").replaceChildren(...nothing());
}

/** An empty table says what to do next. */
function nothing() {
  const button = (words, run) => make("button", { type: "button", class: "btn btn-primary", onclick: run }, words);
  if (!isPlain(filter)) {
    return [
      make("h2", {}, _("No island fits the filter")),
      make(
        "p",
        {},
        button(_("Clear filters"), () => byId("clear-filters").click()),
      ),
    ];
  }
  if (filter.state !== "active") return [make("h2", {}, _("Nothing here")), make("p", {}, _("No island is in such a state."))];
  return [
    make("img", { src: page.logo, alt: "" }),
    make("h2", {}, _("No island runs yet")),
    make("p", {}, _("An island is a game server of your own, with its own ports and its own clock. It is ready in a few seconds.")),
    may("islands.start") ? make("p", {}, button(_("Start the first one"), openStart)) : "",
  ];
}

/** Read the rows of the present filter anew; answers the place in the stream to follow from. */
async function reload() {
  asked += 1;
  const mine = asked;
  meanwhile = [];
  const answer = await get(page.rows_address + query(filter));
  if (mine !== asked) return answer.newest;
  next = answer.next;
  view.load(answer.islands);
  view.add(meanwhile);
  meanwhile = null;
  offerChoices(answer.islands);
  return answer.newest;
}

async function older() {
  const mine = asked;
  const separator = query(filter) ? "&" : "?";
  const answer = await get(`${page.rows_address}${query(filter)}${separator}after=${next}`);
  if (mine !== asked) return;
  next = answer.next;
  view.add(answer.islands);
}

function offerChoices(islands) {
  offer("branch", [...page.branches, ...islands.map((island) => island.branch)]);
  offer(
    "owner",
    islands.map((island) => island.owner),
  );
}

function arrived(island) {
  const before = view.get(island.id);
  meanwhile?.push(island);
  view.put(island);
  if (!before) offerChoices([island]);
  const mine = island.owner === remembered.get("owner", "");
  if (mine && before && before.state !== island.state)
    announce(_("Island %(id)s: %(state)s", { id: island.id, state: look(island.state).words }));
  if (mine && island.warning && !before?.warning) warn(island);
  if (mine && island.leaving && !before?.leaving)
    toast(leavingWords(island), {
      key: `leaving-${island.id}`,
      stays: true,
      actions: [{ words: _("Open island %(id)s", { id: island.id }), href: islandAddress(island.id) }],
    });
  if (started.has(island.id)) outcome(island);
}

/** What became of an island that was started here. */
function outcome(island) {
  const link = { words: _("Open island %(id)s", { id: island.id }), href: islandAddress(island.id) };
  const key = `start-${island.id}`;
  if (island.state === "running" && island.address) {
    const copyIt = {
      words: _("Copy address"),
      run: () => copy(island.address).then((done) => announce(done ? _("Copied") : _("Copying is not possible here"))),
    };
    toast(_("Island %(id)s is running on %(address)s", { id: island.id, address: island.address }), {
      tone: "good",
      key,
      actions: [copyIt, link],
    });
  } else if (["failed", "crashed", "lost"].includes(island.state)) {
    toast(`${_("Island %(id)s: %(state)s", { id: island.id, state: look(island.state).words })}. ${island.reason}`, {
      tone: "bad",
      key,
      actions: [link],
    });
  } else {
    return;
  }
  started.delete(island.id);
}

onStarted((island) => {
  started.add(island.id);
  setMe(page.me.name || island.owner);
  arrived(island);
  const words = ngettext(
    "Island %(id)s starts, with port %(ports)s",
    "Island %(id)s starts, with ports %(ports)s",
    Object.keys(island.ports).length,
    {
      id: island.id,
      ports: ports(island)
        .map(([, number]) => number)
        .join(", "),
    },
  );
  toast(words, {
    key: `start-${island.id}`,
    actions: [{ words: _("Open island %(id)s", { id: island.id }), href: islandAddress(island.id) }],
  });
});
listeners.changed = arrived;

setMe(page.me.name || remembered.get("owner", ""));
offerChoices(page.islands);
connect({
  changed: (wanted) => {
    filter = wanted;
    view.filter(fits);
  },
  settled: () => reload().catch(complain),
});
view.load(page.islands);
page.islands
  .filter((island) => island.warning && island.owner === (page.me.name || remembered.get("owner", "")))
  .slice(0, 3)
  .forEach(warn);
byId("more")
  .querySelector("button")
  .addEventListener("click", () => older().catch(complain));
new Stream(page.newest, { island: arrived, resync: reload });
everySecond((real) => {
  if (Math.floor(real) % 15) return;
  for (const element of findAll(".aging")) element.textContent = age(Number(element.dataset.at));
});
if (new URLSearchParams(location.search).has("start")) {
  history.replaceState(null, "", location.pathname + query(filter));
  if (may("islands.start")) openStart();
}
