"""The catalogue as others take it: whole, marked with its edition, and safe to open."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from apps.officials.models import Agency
from apps.procedures.domain.comparing import fingerprint
from apps.procedures.domain.open_data import COLUMNS, safe_cell
from apps.procedures.domain.records import content_of
from apps.procedures.models import Fee, LocalFee, Offering, ProcedureVersion
from tests.conftest import Clock
from tests.factories import ZONE

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZONE)
JSON, CSV = "/du-lieu-mo/thu-tuc.json", "/du-lieu-mo/thu-tuc.csv"


@pytest.fixture(autouse=True)
def _today(clock: Clock) -> None:
    clock.at = NOW


def body(answer: Any) -> str:
    return str(answer.getvalue().decode())


def rows(answer: Any) -> list[dict[str, str]]:
    text = body(answer)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_both_files_bring_everything_in_force(catalogue: Agency, client: Client) -> None:
    told = json.loads(body(client.get(JSON)))
    lines = rows(client.get(CSV))

    codes = sorted(ProcedureVersion.objects.values_list("procedure__code", flat=True))
    assert len(codes) == told["catalogue"]["count"] == 50
    assert [one["code"] for one in told["procedures"]] == codes == [line["code"] for line in lines]
    assert list(lines[0]) == list(COLUMNS)
    assert told["catalogue"]["licence"] == "CC BY 4.0"
    birth = next(one for one in told["procedures"] if one["code"] == "1.001193")
    assert (birth["time_unit"], birth["here_open"], birth["effective_from"]) == ("same_day", True, "2025-07-01")


def test_json_is_read_by_our_own_import_without_a_difference(catalogue: Agency, client: Client) -> None:
    told = json.loads(body(client.get(JSON)))

    ours = dict(ProcedureVersion.objects.values_list("procedure__code", "fingerprint"))
    changed = [one["code"] for one in told["procedures"] if fingerprint(content_of(one)) != ours[one["code"]]]
    assert changed == []


def test_a_file_that_is_known_is_not_sent_again(catalogue: Agency, client: Client) -> None:
    first = client.get(JSON)
    etag, since = first["ETag"], first["Last-Modified"]

    assert client.get(JSON, headers={"if-none-match": etag}).status_code == 304
    assert client.get(JSON, headers={"if-modified-since": since}).status_code == 304
    assert client.get(CSV, headers={"if-none-match": etag}).status_code == 200
    assert client.head(JSON)["ETag"] == etag


@pytest.mark.parametrize("change", ["fee", "offer", "day"])
def test_a_change_is_a_new_edition_noticed_once(catalogue: Agency, client: Client, clock: Clock, change: str) -> None:
    ProcedureVersion.objects.filter(procedure__code="1.001193").update(effective_to=NOW.date() + timedelta(days=3))
    before = json.loads(body(client.get(JSON)))["catalogue"]["edition"]
    etag = client.get(JSON)["ETag"]
    clock.at = NOW + timedelta(hours=1)

    if change == "fee":
        Fee.objects.filter(version__procedure__code="1.001193").update(text="Miễn lệ phí")
    elif change == "offer":
        Offering.objects.filter(procedure__code="1.001193").update(accepts_online=False)
    else:
        clock.at = NOW + timedelta(days=3)
    answers = [client.get(JSON, headers={"if-none-match": etag}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert [json.loads(body(answer))["catalogue"]["edition"] for answer in answers] == [before + 1] * 2


def test_day_on_which_a_fee_begins_or_ends_is_a_new_edition(catalogue: Agency, client: Client, clock: Clock) -> None:
    offering = Offering.objects.filter(agency=catalogue).order_by("pk")[0]
    day = NOW.date() + timedelta(days=2)
    LocalFee.objects.create(offering=offering, amount=0, valid_from=day, valid_until=day, reason="Nghị quyết 1")
    Fee.objects.filter(version__procedure__code="1.001193").update(valid_until=day)
    editions = []

    for days in (0, 1, 2, 3):
        clock.at = NOW + timedelta(days=days)
        editions.append(json.loads(body(client.get(JSON)))["catalogue"]["edition"])

    assert [edition - editions[0] for edition in editions] == [0, 0, 1, 2]


def test_a_spreadsheet_runs_nothing(catalogue: Agency, client: Client) -> None:
    evil = '=HYPERLINK("http://xau.example","bấm")'
    ProcedureVersion.objects.filter(procedure__code="1.001193").update(name=evil, level="+84", agency_text="@SUM(A1)")

    line = next(line for line in rows(client.get(CSV)) if line["code"] == "1.001193")
    told = json.loads(body(client.get(JSON)))

    assert (line["name"], line["level"], line["agency"]) == (f"'{evil}", "'+84", "'@SUM(A1)")
    assert [cell for one in rows(client.get(CSV)) for cell in one.values() if safe_cell(cell) != cell] == []
    assert "1.001193" in {one["code"] for one in told["procedures"]}


def test_page_says_what_the_columns_mean_and_where_the_files_stay(catalogue: Agency, client: Client) -> None:
    page = client.get("/du-lieu-mo/").content.decode()

    assert [name for name in COLUMNS if f">{name}<" not in page] == []
    assert JSON in page
    assert CSV in page
    assert "CC BY 4.0" in page


def test_whoever_asks_without_end_is_told_to_wait(catalogue: Agency, client: Client) -> None:
    answers = [client.get(CSV).status_code for _ in range(31)]

    assert (set(answers[:30]), answers[30]) == ({200}, 429)
