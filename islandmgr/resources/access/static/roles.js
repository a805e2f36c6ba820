// What people are here for, and what tokens may do, in the reader's words.

import { _ } from "../js/i18n.js";

export const ROLES = {
  viewer: { words: _("Viewer"), about: _("Sees everything, changes nothing.") },
  tester: { words: _("Tester"), about: _("Starts, stops and sets the clocks of islands: own ones and those of the team.") },
  programmer: { words: _("Programmer"), about: _("What testers may, and blueprints and code.") },
  operator: { words: _("Operator"), about: _("Everybody's islands, nodes, drains, ports and limits; reads the audit.") },
  admin: { words: _("Admin"), about: _("Everything, and users and their roles.") },
};

export const SCOPES = {
  read: _("look only"),
  islands: _("islands and clocks"),
  ops: _("operating"),
  admin: _("all that I may do"),
};
