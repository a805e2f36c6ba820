// What this reader may do: buttons that the API would refuse are not shown. The API decides all the same.

import { page } from "./page.js";

const OWN = 1,
  TEAM = 2,
  ALL = 3; // how far an act reaches, as islandmgr/access/rules.py has it

/** Whether `act` may be done to something of `owner`; without an owner, to anything at all. */
export function may(act, owner = null) {
  const far = page.me.reach[act] ?? 0;
  if (far === ALL || owner === null) return far > 0;
  return (far >= OWN && owner === page.me.name) || (far >= TEAM && page.me.mates.includes(owner));
}
