"""Notices claimed and sent in a second: our rounds against claiming them one by one.

    python -m bench.notices

Twice: to a gateway in the same process that only notes the key (what the rows alone cost, commits on a real disk), and
to one behind HTTP on loopback. Rounds of the two alternate; afterwards every row is sent once and each key was seen
once, or there is no figure.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from bench import fill

if TYPE_CHECKING:
    from apps.messaging.gateways import Gateway, Letter

NOTICES, ROUNDS = 500, 7
AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)  # Thursday, 09:00 in Việt Nam


@dataclass
class Recorder:
    """A gateway in the same process."""

    keys: Counter[str] = field(default_factory=Counter)
    is_set_up: bool = True

    def send(self, *, letter: Letter) -> str:
        """Note the key."""
        self.keys[str(letter.key)] += 1
        return f"r-{len(self.keys)}"


def write(*, count: int, about: str) -> None:
    """Rows that are due, one SMS each, to nobody."""
    from apps.messaging.models import OutboxMessage
    from apps.officials.models import Agency

    agency = Agency.objects.get()
    OutboxMessage.objects.bulk_create(
        OutboxMessage(
            agency=agency, about=f"{about}:{number}", kind="apology_notice", channel="sms", recipient="+84912345678",
            body="UBND xã Suối Mây: xin lỗi, hồ sơ số cuối 0007 đã quá hẹn. Thư có ngày hẹn mới sẽ gửi sau.",
            next_try_at=AT, created_at=AT,
        )
        for number in range(count)
    )  # fmt: skip


def ours(*, gateway: Gateway) -> int:
    """Rounds until nothing is due, through the gateway given."""
    from apps.messaging.services import sending

    sent = 0
    with _in_place_of_sms(gateway):
        while (done := sending.send_due(at=AT)).sent:
            sent += done.sent
    return sent


def rival(*, gateway: Gateway) -> int:
    """One by one."""
    from bench.rivals import notice_by_notice

    return notice_by_notice.send(gateway=gateway, channel="sms", at=AT)


@contextmanager
def _in_place_of_sms(gateway: Gateway) -> Generator[None]:
    from apps.messaging.gateways.sms import SmsGateway

    usual = SmsGateway.from_settings
    SmsGateway.from_settings = lambda: gateway  # type: ignore[method-assign,assignment,return-value]
    try:
        yield
    finally:
        SmsGateway.from_settings = usual  # type: ignore[method-assign]


def measure(*, name: str, gateway: Gateway, keys: Counter[str]) -> dict[str, object]:
    """The median of the rounds in notices a second, ours and the rival's."""
    from apps.messaging.models import OutboxMessage

    ways: dict[str, Callable[..., int]] = {"ours": ours, "rival": rival}
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    for number in range(ROUNDS):
        for way, send in ways.items():
            write(count=NOTICES, about=f"{name}-{way}-{number}")
            begun = perf_counter()
            sent = send(gateway=gateway)
            seconds[way].append(perf_counter() - begun)
            if sent != NOTICES:
                raise SystemExit(f"{way} sent {sent} of {NOTICES}: no figure")
    if set(keys.values()) != {1} or OutboxMessage.objects.exclude(state="sent").exists():
        raise SystemExit("a key came twice or a row was left: no figure")
    value, rival_value = (NOTICES / median(seconds[way]) for way in ways)
    pairs = zip(seconds["ours"], seconds["rival"], strict=True)
    return {
        "figure": f"notices claimed and sent, {name}",
        "value": round(value),
        "unit": "1/s",
        "rival": "claimed one by one",
        "rival_value": round(rival_value),
        "ratio": round(median(b / a for a, b in pairs), 2),
        "notices": NOTICES,
        "rounds": ROUNDS,
    }


def main() -> None:
    """In process, then over HTTP."""
    from apps.messaging.gateways.sms import SmsGateway
    from tests.messaging.conftest import make_agency
    from tests.messaging.peers import TOKEN, sms_peer

    make_agency()
    recorder = Recorder()
    print(json.dumps(measure(name="in process", gateway=recorder, keys=recorder.keys), ensure_ascii=False))
    with sms_peer() as peer:
        http = SmsGateway(url=peer.url, token=TOKEN)
        print(json.dumps(measure(name="over HTTP", gateway=http, keys=peer.requests), ensure_ascii=False))


if __name__ == "__main__":
    with fill.scratch_database(name="mot_cua_bench_notices"):
        fill.set_up_django()
        from django.db import connections

        main()
        connections.close_all()
