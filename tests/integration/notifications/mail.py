"""A mail server for tests: takes every mail, remembers it. Only what a client of SMTP needs."""

from __future__ import annotations

from contextlib import AbstractContextManager
from email import message_from_bytes, policy
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer

from tests.integration.notifications.in_thread import in_thread


class MailServer(ThreadingTCPServer):
    """`mails` are those that were taken, in order; `takes` says whether it takes any."""

    daemon_threads = True

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.takes = True
        super().__init__(("127.0.0.1", 0), _Handler)

    def address(self, to: str) -> str:
        """As a channel names it."""
        return f"mailto://127.0.0.1:{self.server_address[1]}?from=islands@example.com&to={to}"

    def to(self, whom: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if whom in str(mail["To"])]


class _Handler(StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 mail.example")
        while line := self.rfile.readline():
            word = line.decode().split()[0].upper() if line.strip() else ""
            if word == "DATA":
                self._say("354 go on")
                self._take()
            elif word == "QUIT":
                self._say("221 bye")
                return
            elif word == "MAIL" and not self.server.takes:
                self._say("450 come again later")
            else:
                self._say("250 mail.example")

    def _take(self) -> None:
        content = b""
        while not content.endswith(b"\r\n.\r\n"):
            content += self.rfile.readline()
        mail = message_from_bytes(content[:-3], policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.server.mails.append(mail)
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


def mail_server() -> AbstractContextManager[MailServer]:
    """On a free port of loopback, as long as the block runs."""
    return in_thread(MailServer())
