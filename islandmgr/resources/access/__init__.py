"""People: who comes in and as whom; users, roles, teams, sessions and tokens."""

from islandmgr.access import Scope
from islandmgr.access.rules import admins, everybody
from islandmgr.kernel.manifest import N_, Job, MenuEntry, Room

ROOM = Room(
    __name__,
    acts={
        "look": everybody(Scope.READ, "see islands, logs, clocks, nodes, ports"),
        "users.change": admins(Scope.ADMIN, "change people, their roles and teams"),
        "self.look": everybody(Scope.READ, "see who one is"),
        "self.change": everybody(Scope.ADMIN, "change one's password, tokens and sign-ins"),
    },
    tables="store.tables",
    build="service.build:build",
    jobs=(Job("service.credentials:Credentials.forget_expired", 3600),),
    api=("api.me:api", "api.tokens:api", "api.users:api"),
    pages=("pages.sign_in:blueprint", "pages.account:blueprint", "pages.users:blueprint"),
    menu=(
        MenuEntry(10, "account.page", N_("Your account"), "person", "self.change", "people"),
        MenuEntry(20, "users_page.page", N_("Users"), "people", "users.change", "people"),
    ),
    commands=(
        "cli.login:login",
        "cli.login:logout",
        "cli.login:whoami",
        "cli.tokens:token",
        "cli.users:user",
        "cli.login:admin_password",
    ),
)
