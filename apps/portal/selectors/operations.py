"""How the house is doing: each part with its last sign of life, what is stuck, what broke."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.formats import number_format

from apps.core import jobs
from apps.core.models import JobFailure, Pulse
from apps.desk.models import GuardRound
from apps.messaging.domain.kinds import CARRIED_WAYS
from apps.messaging.labels import CHANNEL_LABELS, failure_words
from apps.messaging.models import WayOut
from apps.messaging.selectors import set_up_ways, ways_out
from apps.portal.gateways import broker_answers
from apps.portal.labels.operations import job_words

# Beat wakes the pulse every twenty seconds and the guard every thirty; a worker may be busy for four minutes.
SILENT_AFTER = timedelta(minutes=5)
# The recount runs once a night.
RECOUNTED_WITHIN = timedelta(hours=26)
MIN_FREE = 2 * 1024**3
FAILURES_SHOWN = 50
_MEGA, _GIGA = 1024**2, 1024**3


class Health(StrEnum):
    WELL = "well"
    TROUBLE = "trouble"
    NOT_USED = "not_used"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the house: how it is, in words, and when it last said so."""

    name: str
    health: Health
    words: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureLine:
    """A task that raised."""

    failure: JobFailure
    words: str
    is_open: bool


def parts(*, at: datetime) -> list[Part]:
    """Every part; four queries, and one second at most for a broker that is away."""
    pulses = {pulse.name: pulse for pulse in Pulse.objects.all()}
    return [
        _database(),
        _broker(),
        _living("Máy hẹn giờ", pulses.get(jobs.BEAT), at),
        _living("Tiến trình chạy nền", pulses.get(jobs.WORKER), at),
        *_ways(),
        _disk(),
        _guard(at),
        _recount(pulses.get(jobs.RECOUNT), at),
    ]


def failures() -> Sequence[FailureLine]:
    """The tasks that raised in the last weeks, the last ones first; those that ran well since are settled."""
    rows = JobFailure.objects.order_by("-last_at", "-pk")[:FAILURES_SHOWN]
    return [FailureLine(failure=row, words=job_words(row.task), is_open=row.settled_at is None) for row in rows]


def _database() -> Part:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        size = cursor.fetchone()[0] // _MEGA
    version = connection.pg_version // 10_000  # type: ignore[attr-defined]
    return Part(name="Cơ sở dữ liệu", health=Health.WELL, words=f"PostgreSQL {version}, {size} MB.")


def _broker() -> Part:
    if broker_answers():
        return Part(name="Hàng đợi việc nền", health=Health.WELL, words="Có trả lời.")
    words = "Không trả lời. Việc trong sổ không mất; tin nhắn và nhắc hẹn chờ đến khi có lại."
    return Part(name="Hàng đợi việc nền", health=Health.TROUBLE, words=words)


def _living(name: str, pulse: Pulse | None, at: datetime) -> Part:
    if pulse is None:
        return Part(name=name, health=Health.TROUBLE, words="Chưa lần nào báo nhịp.")
    is_silent = not at - SILENT_AFTER <= pulse.at <= at + SILENT_AFTER
    words = "Không báo nhịp nữa. Khởi động lại." if is_silent else "Có báo nhịp."
    return Part(name=name, health=Health.TROUBLE if is_silent else Health.WELL, words=words, at=pulse.at)


def _ways() -> list[Part]:
    known = {row.channel: row for row in ways_out()}
    ready = set_up_ways()
    return [_way(str(CHANNEL_LABELS[way]), known.get(way), is_set_up=way in ready) for way in CARRIED_WAYS]


def _way(name: str, row: WayOut | None, *, is_set_up: bool) -> Part:
    if not is_set_up:
        return Part(name=name, health=Health.NOT_USED, words="Cơ quan chưa nối đường gửi này.")
    if row is None:
        return Part(name=name, health=Health.WELL, words="Chưa gửi tin nào.")
    if row.failing_since:
        words = f"Không gửi được. {failure_words(row.last_error)}"
        return Part(name=name, health=Health.TROUBLE, words=words, at=row.failing_since)
    return Part(name=name, health=Health.WELL, words="Tin gần nhất đã gửi.", at=row.last_sent_at)


def _disk() -> Part:
    """The nearest folder that is there: files are stored when the first one comes."""
    folder = Path(settings.MEDIA_ROOT)
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    words = f"Còn trống {number_format(free / _GIGA, decimal_pos=1, use_l10n=True)} GB."
    if not os.access(folder, os.W_OK):
        return Part(name="Kho tệp", health=Health.TROUBLE, words="Không ghi được vào kho tệp.")
    return Part(name="Kho tệp", health=Health.WELL if free >= MIN_FREE else Health.TROUBLE, words=words)


def _guard(at: datetime) -> Part:
    name = "Canh lời hẹn"
    last = GuardRound.objects.filter(finished_at__isnull=False).order_by("-started_at", "-pk").first()
    if last is None:
        return Part(name=name, health=Health.TROUBLE, words="Chưa chạy lượt nào.")
    is_silent = not at - SILENT_AFTER <= last.started_at <= at + SILENT_AFTER
    if is_silent:
        return Part(name=name, health=Health.TROUBLE, words="Lâu rồi không chạy lượt nào.", at=last.started_at)
    if last.skipped:
        words = f"Lượt gần nhất bỏ qua {last.skipped} hồ sơ không tính được ngày; xem nhật ký."
        return Part(name=name, health=Health.TROUBLE, words=words, at=last.started_at)
    return Part(name=name, health=Health.WELL, words="Lượt gần nhất chạy trọn vẹn.", at=last.started_at)


def _recount(pulse: Pulse | None, at: datetime) -> Part:
    name = "Đối chiếu số liệu"
    if pulse is None:
        return Part(name=name, health=Health.NOT_USED, words="Chưa đối chiếu; chạy mỗi đêm lúc 2 giờ rưỡi.")
    if pulse.faults:
        words = f"Lệch {pulse.faults} ô so với hồ sơ; xem nhật ký rồi tính lại số liệu."
        return Part(name=name, health=Health.TROUBLE, words=words, at=pulse.at)
    if pulse.at < at - RECOUNTED_WITHIN:
        return Part(name=name, health=Health.TROUBLE, words="Đêm qua không đối chiếu.", at=pulse.at)
    return Part(name=name, health=Health.WELL, words="Khớp với hồ sơ.", at=pulse.at)
