"""Who comes in, and as whom.

users           people: accounts, roles, teams, passwords
credentials     sessions and API tokens: who is it that shows one; made, listed, revoked
attempts        how often passwords were tried
sign_in         from a name and a password, or the company's word, to a session
openid_connect  the company's own sign-in
rescue          a way back in for whoever owns the server
authority       whether an actor may do what was asked to these rows
door            what the gate before every request asks
"""
