"""E-mail through Django's SMTP backend (EMAIL_URL).

SMTP knows no idempotency key, so the key becomes the Message-ID: a mailbox that gets the letter twice after a crash of
ours can see that it is one letter.
"""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

from apps.messaging.gateways import Letter, NoAnswer, NotSetUp, OurFault, Refused, TryLater

PERMANENT = range(500, 600)


@dataclass(frozen=True, slots=True)
class MailGateway:
    """The mail server of EMAIL_URL."""

    sender: str

    @classmethod
    def from_settings(cls) -> MailGateway:
        """The mail server this installation uses."""
        return cls(sender=settings.DEFAULT_FROM_EMAIL)

    @property
    def is_set_up(self) -> bool:
        """A backend without a host prints letters to a log or drops them: neither is sending."""
        return bool(settings.EMAIL_HOST)

    def send(self, *, letter: Letter) -> str:
        """Hand over one letter and return its Message-ID."""
        if not self.is_set_up:
            raise NotSetUp("not_configured")
        message_id = f"<{letter.key}@{_host(self.sender)}>"
        message = EmailMessage(
            subject=letter.subject,
            body=letter.body,
            from_email=self.sender,
            to=[letter.to],
            headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"},
        )
        try:
            handed_over = message.send(fail_silently=False)
        except smtplib.SMTPRecipientsRefused as error:
            raise _of_recipient(error) from error
        except smtplib.SMTPDataError as error:
            raise (Refused if error.smtp_code in PERMANENT else TryLater)(f"smtp_{error.smtp_code}") from error
        except smtplib.SMTPResponseException as error:
            # Greeting, log-in or sender refused: our contract with the server, not this letter.
            raise (OurFault if error.smtp_code in PERMANENT else TryLater)(f"smtp_{error.smtp_code}") from error
        except TimeoutError as error:
            raise NoAnswer("timeout") from error
        except (smtplib.SMTPException, OSError) as error:
            raise NoAnswer("unreachable") from error
        except ValueError as error:
            raise Refused("bad_address") from error
        if not handed_over:  # without an address Django does nothing, silently
            raise Refused("bad_address")
        return message_id


def _of_recipient(error: smtplib.SMTPRecipientsRefused) -> Refused | TryLater:
    """What the server said of the one mailbox we asked for."""
    (code, _words) = next(iter(error.recipients.values()))
    return Refused(f"smtp_{code}") if code in PERMANENT else TryLater(f"smtp_{code}")


def _host(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"
