// Everything else that is known of an island, for those who look for it.

import { epoch } from "../js/clock.js";
import { byId, make } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { here } from "../js/times.js";

export function showDetails(island) {
  const when = (text) => (text ? here(epoch(text)) : null);
  const facts = [
    [_("Name"), island.name],
    [_("Node"), island.node],
    ["Pod", island.pod],
    [_("Starts"), String(island.incarnation)],
    [_("Code"), island.fingerprint],
    [_("Requested"), when(island.created_at)],
    [_("Last start"), when(island.started_at)],
    [_("Registered"), when(island.registered_at)],
    [_("Running since"), when(island.ready_at)],
    [_("Last used"), when(island.last_used_at)],
    [_("Stopped"), when(island.stopped_at)],
    [_("Ends"), when(island.expires_at)],
    [_("Exit code"), island.exit && island.exit.code !== null ? String(island.exit.code) : null],
    ...Object.entries(island.args).map(([name, value]) => [name, String(value)]),
  ];
  byId("details").replaceChildren(
    ...facts.filter(([, value]) => value).map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))),
  );
}
