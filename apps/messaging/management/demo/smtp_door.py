"""The mail server of a demonstration."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from apps.messaging.domain.kinds import Channel
from apps.messaging.management.demo.counter import Busy, Counter, WrongAddress
from apps.messaging.management.demo.mailbox import KeyReused


@dataclass(frozen=True)
class SmtpDoor:
    """Takes every letter for everyone; its Message-ID is its key.

    Without slots: aiosmtpd looks at every member of it, and Python 3.11.2 stumbles over what slots leave behind.
    """

    counter: Counter

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Called by aiosmtpd with one letter."""
        letter = message_from_bytes(envelope.content, EmailMessage, policy=policy.default)
        part = letter.get_body(preferencelist=("plain",))
        # The mood may be to hang, which must not stop the loop that all letters share.
        return await asyncio.to_thread(
            self._take,
            key=_key(letter),
            to=", ".join(envelope.rcpt_tos),
            subject=str(letter.get("Subject", "")).strip(),
            text=part.get_content().replace("\r\n", "\n").strip() if part else "",
        )

    def _take(self, **message: str) -> str:
        try:
            self.counter.take(channel=Channel.EMAIL, **message)
        except KeyReused:
            return "554 this Message-ID came before with another content"
        except Busy:
            return "451 try later"
        except WrongAddress:
            return "550 no such mailbox"
        return "250 OK"


def _key(letter: EmailMessage) -> str:
    """The part of the Message-ID that the portal made: its key of the message."""
    return str(letter.get("Message-ID", "")).strip("<>").partition("@")[0]


def controller(*, counter: Counter, port: int) -> Controller:
    """The server, not started yet. Its own log, which names every recipient, is turned down."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    return Controller(SmtpDoor(counter), hostname="127.0.0.1", port=port)
