"""The widget: what hangs elsewhere says what we say here, is not alive when it is not, and follows nobody."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from apps.core import jobs
from apps.officials.models import Agency
from apps.procedures.models import Field
from apps.reports.domain.widget import HEIGHT, WIDTH
from apps.reports.models import AgencyMonth, FieldMonth
from tests import factories
from tests.conftest import Clock
from tests.reports.months import NOW

pytestmark = pytest.mark.django_db
WAYS = ("/nhung/dung-han/", "/nhung/dung-han.json", "/nhung/dung-han.svg", "/nhung/dung-han.png")


@pytest.fixture
def agency(clock: Clock) -> Agency:
    """The founding article's office: 247 received, 227 done, 213 of them in time."""
    clock.at = NOW
    made = factories.agency()
    field = Field.objects.create(slug="ho-tich", name="Hộ tịch", folded="ho tich", sort_key="h")
    sums = {"month": date(2026, 6, 1), "received": 247, "early": 113, "on_time": 100, "late": 14}
    FieldMonth.objects.create(agency=made, field=field, channel="online", **sums)
    AgencyMonth.objects.create(agency=made, **sums)
    jobs.pulse(name=jobs.FIGURES, at=NOW - timedelta(minutes=4))
    return made


def test_widget_says_what_was_counted_in_the_words_of_the_founding_article(agency: Agency, client: Client) -> None:
    page, told, svg, png = (client.get(way) for way in WAYS)

    text = page.content.decode()
    lines = (
        *("Đến tháng 11", f"{agency.name} đã giải quyết", "93,83%", "hồ sơ đúng hạn", "213 / 227 hồ sơ"),
        *("Đã tiếp nhận: 247", "Đã giải quyết: 227", "Tự động cập nhật vào lúc: 14:56 16/11/2026"),
    )
    assert [line for line in lines if line not in text] == []
    drawn = "".join(ElementTree.fromstring(svg.content).itertext())  # noqa: S314 - our own
    assert [line for line in lines if line not in drawn] == []
    found = json.loads(told.content)
    assert {name: found[name] for name in ("received", "done", "on_time", "rate", "rate_text", "is_stale")} == {
        "received": 247, "done": 227, "on_time": 213, "rate": "93.83", "rate_text": "93,83%", "is_stale": False,
    }  # fmt: skip
    assert found["updated_at"] == "2026-11-16T14:56:00+07:00"
    picture = Image.open(io.BytesIO(png.content))
    assert (picture.format, picture.size) == ("PNG", (2 * WIDTH, 2 * HEIGHT))
    shown = Path(settings.VAR_DIR) / "screenshots"
    shown.mkdir(parents=True, exist_ok=True)
    (shown / "widget.png").write_bytes(png.content)


def test_widget_is_the_only_page_that_others_may_frame_and_follows_nobody(agency: Agency, client: Client) -> None:
    answers = {way: client.get(way) for way in WAYS}

    page = answers[WAYS[0]]
    rest = client.get("/nhung/")["Content-Security-Policy"].split("; ")
    ours = page["Content-Security-Policy"].split("; ")
    assert sorted(set(ours) ^ set(rest)) == ["frame-ancestors 'self'", "frame-ancestors *"]
    assert "X-Frame-Options" not in page
    assert client.get("/nhung/")["X-Frame-Options"] == "DENY"
    assert [way for way, answer in answers.items() if answer.cookies] == []
    assert {way: answer.get("Access-Control-Allow-Origin") for way, answer in answers.items() if way != WAYS[1]} == (
        dict.fromkeys((way for way in WAYS if way != WAYS[1]), None)
    )
    assert answers[WAYS[1]]["Access-Control-Allow-Origin"] == "*"
    for way, answer in answers.items():
        assert answer["Cache-Control"] == "public, max-age=300"
        assert client.get(way, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_widget_is_grey_once_nothing_was_counted_for_a_day(agency: Agency, client: Client, clock: Clock) -> None:
    answers = [client.get(way) for way in WAYS]
    fresh = [answer.content for answer in answers]
    kept = {"if-modified-since": answers[0]["Last-Modified"]}
    assert client.get(WAYS[0], headers=kept).status_code == 304

    clock.at = NOW + timedelta(hours=24, minutes=-3)
    assert [client.get(way, headers=kept).status_code for way in WAYS] == [200] * 4  # none is kept as if it were alive
    page, told, svg, png = (client.get(way).content for way in WAYS)

    assert "is-stale" in page.decode()
    assert "Số liệu cũ hơn 24 giờ" in page.decode()
    assert json.loads(told)["is_stale"] is True
    assert "Số liệu cũ hơn 24 giờ" in svg.decode()
    assert "#1B6537" not in svg.decode()
    assert png != fresh[3]
    assert b"is-stale" not in fresh[0]


def test_widget_without_dossiers_says_so(clock: Clock, client: Client) -> None:
    clock.at = NOW
    factories.agency()

    told = json.loads(client.get(WAYS[1]).content)

    assert (told["rate"], told["updated_at"], told["is_stale"]) == (None, None, True)
    assert "Chưa có dữ liệu" in client.get(WAYS[0]).content.decode()
    assert client.get(WAYS[3]).status_code == 200
