"""`guard --at ISO`: one round of the guard as of an instant; JSON alone on stdout, exit 2 on unusable input."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from apps.desk.domain.rounds import Idle, Round
from apps.desk.labels import IDLE_REASONS
from apps.desk.services import guard
from apps.officials.selectors import ZONE

# Between these years every office has a calendar and the zone one offset.
FIRST_YEAR, LAST_YEAR = 1980, 2200


class Command(BaseCommand):
    help = "Chạy một lượt canh lời hẹn như thể lúc này là thời điểm đã cho."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--at",
            type=_instant,
            required=True,
            metavar="ISO",
            help="thời điểm; không ghi múi giờ thì là giờ địa phương",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        done = guard.run_round(at=options["at"], now=timezone.now(), started_by=guard.Started.COMMAND)
        self.stdout.write(json.dumps(_as_json(done), ensure_ascii=False))


def _instant(text: str) -> datetime:
    """Raises ArgumentTypeError for whatever names no instant of the calendar."""
    try:
        read = datetime.fromisoformat(text.strip())
        at = read.replace(tzinfo=ZONE) if read.tzinfo is None else read.astimezone(ZONE)
    except (ValueError, OverflowError) as error:
        raise ArgumentTypeError(f"không đọc được thời điểm: {text!r}") from error
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ArgumentTypeError(f"thời điểm ngoài lịch: {text!r}")
    return at


def _as_json(done: Round) -> dict[str, Any]:
    said: dict[str, Any] = {
        "at": done.at.isoformat(),
        "asked": done.asked,
        "drafted": done.drafted,
        "withdrawn": done.withdrawn,
        "notices": done.notices,
        "escalated": done.escalated,
        "reminders": done.reminders,
        "skipped": [{"dossier": skip.dossier, "why": skip.why.value} for skip in done.skipped],
    }
    if done.idle is not None:
        said["reason"] = _reason(done.idle, done)
    return said


def _reason(idle: Idle, done: Round) -> str:
    last_at = done.last_at.astimezone(ZONE).isoformat() if done.last_at else ""
    return str(IDLE_REASONS[idle]) % {"last": last_at}
