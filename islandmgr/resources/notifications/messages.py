"""What is said about telling others: of each attempt, in the audit, and when something cannot be."""

from __future__ import annotations

from islandmgr.model.messages import declare

# Of an attempt
ANSWERED = declare("notice.answered", "It answered %(status)s")
NO_ANSWER = declare("notice.no_answer", "No answer within %(n)s s")
NOT_REACHED = declare("notice.not_reached", "It could not be reached: %(why)s")
BAD_CERTIFICATE = declare("notice.bad_certificate", "Its certificate was not accepted: %(why)s")
NOT_TAKEN = declare("notice.not_taken", "%(service)s did not take it")
SERVICE_NOT_REACHED = declare("notice.service_not_reached", "%(service)s could not be reached (%(why)s)")
SERVICE_NO_ANSWER = declare("notice.service_no_answer", "%(service)s did not answer within %(n)s s")
WEBHOOK_GONE = declare("notice.webhook_gone", "The webhook no longer exists")
CHANNEL_GONE = declare("notice.channel_gone", "The channel no longer exists")

# In the audit
ADDED = declare("notice.added", "Added %(what)s")
CHANGED = declare("notice.changed", "Changed %(what)s")
REMOVED_WHAT = declare("notice.removed_what", "Removed %(what)s")
REMOVED = declare("notice.removed", "Removed")
SENT_AGAIN = declare("notice.sent_again", "Sent %(n)s again")

# What cannot be
BUSY = declare("notice.busy", "Other tests still wait for their receivers; please try again in a minute")
NO_WEBHOOK = declare("notice.no_webhook", "There is no webhook %(id)s.")
NO_CHANNEL = declare("notice.no_channel", "There is no channel %(id)s of yours.")
NO_DELIVERY = declare("notice.no_delivery", "There is no delivery %(id)s.")
NO_DEAD_LETTER = declare("notice.no_dead_letter", "Webhook %(id)s has no dead letter %(delivery)s")
NO_SERVICE = declare("notice.no_service", "%(service)s is no service we send to; accepted: %(accepted)s")
NO_ADDRESS = declare(
    "notice.no_address", "That is no address of %(service)s as apprise wants it; see docs/webhooks.md for examples"
)
ONE_ADDRESS = declare(
    "notice.one_address",
    "A channel has one address, without blanks; write them as %%20, and :// as %%3A%%2F%%2F",
)
OPTIONS = declare("notice.options", "The address has %(options)s; accepted are %(accepted)s")
NOT_PUBLIC = declare(
    "notice.not_public",
    "%(address)s is not a public address; an operator may allow its network in ISLANDMGR_OUTGOING_NETWORKS",
)
RESOLVES_TO = declare(
    "notice.resolves_to",
    "%(name)s is %(address)s, which is not a public address; an operator may allow its network in "
    "ISLANDMGR_OUTGOING_NETWORKS",
)
NO_RECEIVER = declare("notice.no_receiver", "%(url)s is no address of a receiver; write https://host/path")
WITH_PASSWORD = declare(
    "notice.with_password", "A receiver's address must hold no name and password; check the signature"
)
NO_HOST = declare("notice.no_host", "The host %(name)s is not known")
NOT_LOOKED_UP = declare("notice.not_looked_up", "The name %(name)s could not be looked up within %(n)s s")
