// Pages that are complete as they come from the server: ports, the audit, help, errors.

import "./frame.js";
import { STATES, stateBadge } from "../islands/states.js";
import { byId, make } from "./dom.js";

byId("state-list")?.append(
  ...Object.entries(STATES).map(([state, { about }]) =>
    make("div", {}, make("dt", {}, stateBadge(state, { steps: false })), make("dd", {}, about)),
  ),
);
