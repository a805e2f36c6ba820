"""Telling others what happens: webhooks to other systems, notices to people.

dispatcher            the thread of the leader that puts events into the outbox and empties it
webhooks              the verbs about webhooks
channels              the verbs about people's channels, and alerts that come from Alertmanager
request_slots         how many requests may be under way at once, and to whom
test_sends            the same for tests that people wait for
http_post             one signed POST
apprise_channels      one message to a chat or mail service
limited_requests      what apprise sends with
outgoing_connections  where we may connect to on other people's word, and for how long
name_lookup           looking up names, within a time limit
"""
