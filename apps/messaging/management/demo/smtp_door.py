"""The mail server of a demonstration."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from apps.messaging.domain.kinds import Channel
from apps.messaging.management.demo.mailbox import KeyReused, Mailbox


@dataclass(frozen=True)
class SmtpDoor:
    """Takes every letter for everyone; its Message-ID is its key.

    Without slots: aiosmtpd looks at every member of it, and Python 3.11.2 stumbles over what slots leave behind.
    """

    mailbox: Mailbox

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Called by aiosmtpd with one letter."""
        letter = message_from_bytes(envelope.content, EmailMessage, policy=policy.default)
        part = letter.get_body(preferencelist=("plain",))
        try:
            self.mailbox.take(
                key=str(letter.get("Message-ID", "")),
                channel=Channel.EMAIL,
                to=", ".join(envelope.rcpt_tos),
                subject=str(letter.get("Subject", "")).strip(),
                text=part.get_content().replace("\r\n", "\n").strip() if part else "",
            )
        except KeyReused:
            return "554 this Message-ID came before with another content"
        return "250 OK"


def controller(*, mailbox: Mailbox, port: int) -> Controller:
    """The server, not started yet. Its own log, which names every recipient, is turned down."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    return Controller(SmtpDoor(mailbox), hostname="127.0.0.1", port=port)
