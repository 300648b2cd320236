"""Figures for everybody: whoever takes the files gets every share of the page, and nobody is told who is who."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.core import jobs
from apps.dossiers.models import Dossier, Fact
from apps.officials.models import OfficeSetting
from apps.procedures.models import Field
from apps.reports.models import FieldMonth, PublishedMonth
from apps.reports.services import publishing, rollups
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.reports import published
from tests.reports.months import NOW

pytestmark = pytest.mark.django_db
FILES = "/du-lieu-mo/thong-ke/"
QUERIES = 11


@pytest.fixture
def office(clock: Clock) -> Office:
    clock.at = NOW
    made = factories.office()
    published.live(office=made, at=NOW)
    publishing.publish(agency=made.agency, site=settings.PUBLIC_ADDRESS, at=NOW)
    return made


def body(answer: Any) -> str:
    assert answer.status_code == 200
    return str((answer.getvalue() if answer.streaming else answer.content).decode())


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


class Reader(HTMLParser):
    """What a page says in words, and its tables: caption, then the cells of each row."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.is_in_cell = False
        self.tables: list[list[list[str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self.is_in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self.is_in_cell = self.is_in_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.is_in_cell:
            self.tables[-1][-1][-1] += data


def share(part: int, whole: int) -> str:
    """A share as a stranger would write it."""
    if not whole:
        return ""
    rounded = (Decimal(100 * part) / whole).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{rounded}%".replace(".", ",")


def test_whoever_takes_the_files_gets_every_share_of_the_page(office: Office, client: Client) -> None:
    page = Reader(body(client.get("/thong-ke/")))
    flows, stocks = rows(body(client.get(f"{FILES}tat-ca.csv"))), rows(body(client.get(f"{FILES}dang-giu.csv")))

    def flow(months: str, cut: str, key: str = "") -> Counter[str]:
        found: Counter[str] = Counter()
        for row in flows:
            if row["month"].startswith(months) and (row["cut"], row["key"]) == (cut, key):
                found.update({name: int(row[name]) for name in row if row[name].isdigit() and name != "version"})
        return found

    def kept(sums: Counter[str]) -> tuple[int, int]:
        kept = sums["early"] + sums["on_time"]
        return kept, kept + sums["late"]

    def national(sums: Counter[str]) -> tuple[int, int]:
        ended, now = sums["ended_in_time"] + sums["ended_late"], int(stock["open"])
        in_time = now - int(stock["nationally_late"])
        return kept(sums)[0] + sums["ended_in_time"] + in_time, kept(sums)[1] + ended + now

    (stock,) = [row for row in stocks if row["cut"] == "total"]
    year, month = flow("2026", "total"), flow("2026-11", "total")
    headlines = [kept(month), kept(year), national(month), national(year), (int(stock["overdue"]), int(stock["open"]))]
    said = re.findall(r"(\d+,\d\d%)\s+(\d+) / (\d+)", " ".join(page.words))
    assert said == [(share(*pair), *map(str, pair)) for pair in headlines]
    assert len({pair for pair in headlines}) == 5  # noqa: C416 - five different shares are compared

    by_month = {f"Tháng {int(name[5:])}/{name[:4]}": flow(name, "total") for name in {row["month"] for row in flows}}
    trend = {row[0]: row[1:] for row in page.tables[1][1:]}
    assert len(trend) == 13
    for name, cells in trend.items():
        sums = by_month.get(name, Counter())
        expected = [str(sums["received"]), str(kept(sums)[1]), str(kept(sums)[0]), share(*kept(sums))]
        assert cells == [*expected[:3], expected[3] or "– Chưa có dữ liệu"]

    compared = 0
    for table, cut, months in zip(
        page.tables[2:], ("field", "field", "channel", "channel"), ("2026", "2026-11") * 2, strict=True
    ):
        keys = {row["name"]: row["key"] for row in (*flows, *stocks) if row["cut"] == cut}
        assert {row[0] for row in table[1:]} == set(keys)
        for row in table[1:]:
            sums = flow(months, cut, keys[row[0]])
            ended = sums["ended_in_time"] + sums["ended_late"]
            counts = [sums["received"], sums["early"], sums["on_time"], sums["late"], ended]
            assert row[1:6] == [str(number) for number in counts]
            assert row[6] == "{} {}/{}".format(share(*kept(sums)), *kept(sums))
            compared += 1
    assert compared == 8


def test_files_say_the_same_in_both_shapes_and_add_up(office: Office, client: Client) -> None:
    index = json.loads(body(client.get(f"{FILES}danh-muc.json")))
    schema = json.loads(body(client.get(f"{FILES}luoc-do.json")))

    assert [one["month"] for one in index["months"]] == ["2026-10", "2026-09", "2026-08"]
    assert [one["month"] for one in index["not_closed"]] == ["2026-11"]
    for month in ("2026-08", "2026-10", "2026-11"):
        told = json.loads(body(client.get(f"{FILES}{month}.json")))
        lines = rows(body(client.get(f"{FILES}{month}.csv")))
        counts = [name for name in schema["csv"]["month"] if name in told["rows"][0]]
        assert [[str(row[name]) for name in counts] for row in told["rows"]] == [
            [line[name] for name in counts] for line in lines
        ]
        assert told["figures"].keys() == set(schema["properties"]["figures"]["required"])
        assert all(row.keys() == set(schema["properties"]["rows"]["items"]["required"]) for row in told["rows"])
        for cut in ("field", "channel"):
            for name in counts[3:]:
                assert sum(row[name] for row in told["rows"] if row["cut"] == cut) == told["rows"][0][name]
    assert client.get(f"{FILES}2026-10.json").content == client.get(f"{FILES}2026-10.v1.json").content
    sums = {line[66:]: line[:64] for line in body(client.get(f"{FILES}SHA256SUMS")).splitlines()}
    assert set(sums) == {
        f"2026-{month}{v}.{kind}" for month in ("08", "09", "10") for v in ("", ".v1") for kind in ("json", "csv")
    }
    for name, sha256 in sums.items():
        assert hashlib.sha256(client.get(FILES + name).content).hexdigest() == sha256
    for href in hrefs(index):
        assert client.get(href.removeprefix(settings.PUBLIC_ADDRESS)).status_code == 200


def hrefs(told: Any) -> Iterator[str]:
    if isinstance(told, dict):
        yield from [told["href"]] if "href" in told else []
        told = list(told.values())
    if isinstance(told, list):
        for one in told:
            yield from hrefs(one)


def test_a_month_that_turns_out_otherwise_is_published_again_with_its_reason(office: Office, client: Client) -> None:
    before = body(client.get(f"{FILES}2026-09.csv"))

    def again() -> list[PublishedMonth]:
        return publishing.publish(agency=office.agency, site=settings.PUBLIC_ADDRESS, at=NOW)

    assert again() == []

    first = FieldMonth.objects.filter(month="2026-09-01", received__gt=0).order_by("pk")[0]
    FieldMonth.objects.filter(pk=first.pk).update(received=first.received + 2)
    made = again()

    total = next(int(row["received"]) for row in rows(before) if row["cut"] == "total")
    assert [(str(one.month), one.version, one.reason) for one in made] == [
        ("2026-09-01", 2, f"Đếm lại ngày 16/11/2026. Số khác với lần trước: tiếp nhận {total} → {total + 2}.")
    ]
    assert body(client.get(f"{FILES}2026-09.v1.csv")) == before
    assert body(client.get(f"{FILES}2026-09.csv")) == body(client.get(f"{FILES}2026-09.v2.csv")) != before
    assert made[0].reason in body(client.get(FILES))
    OfficeSetting.objects.create(agency=office.agency, name="late_basis", value="extended")
    assert {one.version for one in again()} == {2, 3}
    newest = PublishedMonth.objects.order_by("-version")[0]
    assert "tính theo lời hẹn đang có hiệu lực" in newest.reason
    for change in (lambda: newest.delete(), lambda: PublishedMonth.objects.update(reason="")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_nothing_is_published_while_figures_are_in_doubt(clock: Clock) -> None:
    clock.at = NOW
    office = factories.office()

    def publish() -> list[PublishedMonth]:
        return publishing.publish(agency=office.agency, site="", at=NOW)

    assert publish() == []
    published.live(office=office, at=NOW)
    dossier = Dossier.objects.filter(received_at__month=9)[0]
    Fact.objects.create(
        agency=office.agency, dossier_id=dossier.pk, kind="received", field_id=dossier.field_id,
        channel="online", day="2026-09-30",
    )  # fmt: skip
    jobs.pulse(name=jobs.RECOUNT, at=NOW, faults=1)

    assert publish() == []
    jobs.pulse(name=jobs.RECOUNT, at=NOW)
    assert [one.month.month for one in publish()] == [8, 10]
    rollups.drain_all()
    assert [one.month.month for one in publish()] == [9]


def test_page_is_kept_by_caches_sets_no_cookie_and_speaks_the_readers_language(office: Office, client: Client) -> None:
    page = client.get("/thong-ke/")

    assert (page.cookies, page["Cache-Control"]) == ({}, "public, max-age=60")
    assert client.get("/thong-ke/", headers={"if-none-match": page["ETag"]}).status_code == 304
    assert client.get("/thong-ke/", headers={"if-modified-since": page["Last-Modified"]}).status_code == 304
    assert client.get(FILES).cookies == {}
    frozen = client.get(f"{FILES}2026-10.v1.csv")
    assert (frozen["Cache-Control"], frozen["Access-Control-Allow-Origin"]) == ("public, max-age=86400", "*")
    assert client.get(f"{FILES}2026-10.csv", headers={"if-none-match": frozen["ETag"]}).status_code == 304
    client.force_login(office.leader.user)
    assert client.get("/thong-ke/")["Cache-Control"] == "no-store"
    client.logout()
    client.cookies["ngon_ngu"] = "en"
    assert 'lang="en"' in body(client.get("/thong-ke/"))


def test_page_costs_the_same_for_one_field_and_for_many(office: Office, client: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/thong-ke/")
    for number in range(3):
        field = Field.objects.create(slug=f"f{number}", name=f"F{number}", folded="f", sort_key="f")
        month = "2026-11-01"
        FieldMonth.objects.create(agency=office.agency, month=month, field=field, channel="online", received=3)
    with CaptureQueriesContext(connection) as many:
        page = client.get("/thong-ke/")

    assert len(few) == len(many) == QUERIES
    assert "F2" in body(page)


def test_page_of_an_office_without_dossiers_says_so(client: Client, clock: Clock) -> None:
    clock.at = NOW
    factories.agency()

    page = body(client.get("/thong-ke/"))

    assert page.count("Chưa có dữ liệu") > 5
    assert re.findall(r"\d+,\d\d%", page) == []
    assert "Chưa cộng lần nào." in page
    lines = rows(body(client.get(f"{FILES}2026-11.csv")))
    assert [(line["version"], line["received"]) for line in lines] == [("0", "0")]
    for name in ("2026-10.csv", "2026-11.v1.csv", "2026-13.csv", "2026-11.xml", "la.csv"):
        assert client.get(FILES + name).status_code == 404
