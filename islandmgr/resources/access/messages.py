"""What is said about people: in the audit, and when somebody cannot come in."""

from __future__ import annotations

from islandmgr.model.messages import declare

# In the audit
ADDED = declare("user.added", "Added as %(role)s")
ADDED_IN_TEAM = declare("user.added_in_team", "Added as %(role)s in team %(team)s")
CHANGED = declare("user.changed", "Changed %(what)s")
CHANGED_TO = declare("user.changed_to", "%(name)s: %(value)s")
YES = declare("user.yes", "yes")
NO = declare("user.no", "no")
NONE = declare("user.none", "none")
PASSWORD_RESET = declare("user.password_reset", "Password reset; sessions and tokens ended")
PASSWORD_CHANGED = declare("user.password_changed", "Password changed")
RESCUED = declare("user.rescued", "Made an admin with a new password")
SIGNED_IN = declare("user.signed_in", "Signed in as %(role)s")
SIGNED_OUT = declare("user.signed_out", "Signed out")
SIGNED_OUT_ELSEWHERE = declare("user.signed_out_elsewhere", "Signed out everywhere else")
TOKEN_MADE = declare("user.token_made", "Token '%(name)s' of scope %(scope)s for %(days)s days")
TOKEN_REVOKED = declare("user.token_revoked", "Token '%(name)s' revoked")

# What cannot be
NO_USER = declare("user.no_user", "There is no user '%(name)s'.")
EXISTS = declare("user.exists", "There is a user '%(name)s' already.")
NO_TOKEN = declare("user.no_token", "There is no token %(id)s of yours.")
NOT_A_TOKEN = declare("user.not_a_token", "That is no token of this manager")
SIGN_IN_TOO_OLD = declare("user.sign_in_too_old", "That sign-in was not begun here, or too long ago; please try again")
SIGN_IN_NOT_ACCEPTED = declare("user.sign_in_not_accepted", "%(issuer)s did not accept the sign-in: %(why)s")
NO_ID_TOKEN = declare("user.no_id_token", "%(issuer)s sent no ID token; is the scope openid asked for?")
BAD_ID_TOKEN = declare("user.bad_id_token", "%(issuer)s sent an ID token that is no good: %(why)s")
WRONG = declare("user.wrong", "The name or the password is not right")
TRIED_TOO_OFTEN = declare("user.tried_too_often", "Too many attempts; please wait a few minutes")
TRIED_TOO_OFTEN_THERE = declare(
    "user.tried_too_often_there", "Too many attempts from this address; please wait a few minutes"
)
STARTED_TOO_OFTEN = declare(
    "user.started_too_often", "'%(name)s' started %(n)s islands in a minute; please wait a few minutes"
)
UNKNOWN_CREDENTIAL = declare(
    "user.unknown_credential", "This sign-in or token is unknown, expired or revoked; sign in again"
)
LAST_ADMIN = declare(
    "user.last_admin", "'%(name)s' is the last admin who can sign in; make somebody else an admin first"
)
NO_PASSWORD = declare("user.no_password", "'%(name)s' signs in with the company's account; there is no password here")
OLD_PASSWORD_WRONG = declare("user.old_password_wrong", "The present password is not right")
TOO_MANY_TOKENS = declare("user.too_many_tokens", "'%(name)s' has %(n)s tokens already; revoke some first")
NOBODY_SIGNS_IN = declare(
    "user.nobody_signs_in",
    "Sign-in is off here (ISLANDMGR_AUTH=none), so there is no user to make a token for",
)
SCOPE_TOO_WIDE = declare("user.scope_too_wide", "A token of scope %(own)s cannot make one of scope %(scope)s")
TOKEN_LIFE = declare(
    "user.token_life", "A token cannot be valid for %(days)s days; more than 0 and up to %(most)s are accepted"
)
DISABLED = declare("user.disabled", "The account '%(name)s' is disabled")
NAME_TAKEN = declare("user.name_taken", "There is another account '%(name)s' here already; an admin must free the name")
BAD_NAME = declare(
    "user.bad_name",
    "%(name)s is not a valid user name; accepted are 1 to 64 letters, digits and . _ - @ + and blanks, with a letter "
    "or digit at both ends",
)
RESERVED_NAME = declare(
    "user.reserved_name",
    "%(name)s is not a valid user name; accepted are 1 to 64 letters, digits and . _ - @ + and blanks, with a letter "
    "or digit at both ends; %(taken)s are taken",
)
