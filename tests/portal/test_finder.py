"""The guided finder: plain links, at most four questions, every way ends at a procedure."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.officials.models import Agency
from apps.portal.labels.signposts import CARRIED
from apps.procedures.domain.signposts import MOST_QUESTIONS, BadSignposts, posts_of
from apps.procedures.models import EverydayWord, Signpost
from apps.procedures.selectors import standing
from apps.procedures.services.commune import load_commune_catalogue
from apps.procedures.services.guiding import LIFE_EVENTS, put_up_signposts
from tests import factories

FINDER = "/thu-tuc/tim-giup/"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Agency]:
    """The office with all that it offers, once for this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        office = factories.office().agency
        load_commune_catalogue(agency=office, at=datetime(2026, 1, 5, tzinfo=UTC))
        yield office
        transaction.set_rollback(True)


@pytest.fixture
def office(loaded: Agency, db: None) -> Agency:
    return loaded


def carried() -> list[Any]:
    rows: list[Any] = json.loads(LIFE_EVENTS.read_text(encoding="utf-8"))["signposts"]
    return rows


def main_of(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


def test_way_of_bac_tu_ends_at_his_paper_after_two_questions(client: Client, office: Agency) -> None:
    first = client.get(FINDER).content.decode()
    event = re.search(r'href="([^"]+)"[^>]*>(?:(?!</a>).)*Kết hôn', first, re.S)
    assert event
    second = client.get(event[1]).content.decode()
    answer = re.search(r'href="([^"]+)"[^>]*>(?:(?!</a>).)*Giấy xác nhận độc thân', main_of(second), re.S)
    assert answer
    end = main_of(client.get(answer[1]).content.decode())

    assert "Câu hỏi 1, nhiều nhất là 4" in first
    assert "Câu hỏi 2, nhiều nhất là 4" in second
    assert "Bạn cần thủ tục này" in end
    assert re.findall(r'href="/thu-tuc/([0-9.]+)/"', end) == ["1.004873"]


def test_every_answer_leads_to_procedures(office: Agency) -> None:
    without = [post.slug for post in posts_of(carried()) if not standing(slug=post.slug).procedures]

    assert without == []


def _page(client: Client, slug: str) -> str:
    return client.get(FINDER, {"buoc": slug}).content.decode()


def test_every_procedure_of_the_commune_is_reached(office: Agency) -> None:
    pointed_at = {code for post in posts_of(carried()) for code in post.procedures}

    offered = set(office.offerings.values_list("procedure__code", flat=True))

    assert offered - pointed_at == set()


def test_unknown_answer_is_not_found_and_no_answer_is_the_beginning(client: Client, office: Agency) -> None:
    assert client.get(FINDER, {"buoc": "khong-co"}).status_code == 404
    assert client.get(FINDER, {"buoc": ""}).status_code == 200


def test_finder_stands_before_signposts_do(client: Client, office: Agency) -> None:
    Signpost.objects.all().delete()

    answer = client.get(FINDER)

    assert answer.status_code == 200
    assert "Gõ bằng lời thường" in answer.content.decode()


def test_finder_costs_the_same_queries_for_one_procedure_and_for_many(client: Client, office: Agency) -> None:
    def queries(slug: str) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            html = _page(client, slug)
        return html.count('<div class="hit">'), len(captured)

    one, many = queries("giay-doc-than"), queries("sinh-con")

    assert one[0] == 1 < many[0]
    assert one[1] == many[1] <= 12


def test_front_page_and_catalogue_show_the_events_of_a_life(client: Client, office: Agency) -> None:
    for address in ("/", "/thu-tuc/"):
        html = main_of(client.get(address).content.decode())
        assert html.count('class="tile"') == 12
        assert "icons.svg#i-baby-carriage" in html

    assert 'class="tile"' not in main_of(client.get("/thu-tuc/", {"q": "khai sinh"}).content.decode())


def test_what_somebody_changed_stays_when_the_catalogue_is_loaded_again(office: Agency) -> None:
    Signpost.objects.filter(slug="ket-hon").update(words="Cưới hỏi")
    EverydayWord.objects.filter(folded_said="doc than").delete()

    put_up_signposts()

    assert Signpost.objects.get(slug="ket-hon").words == "Cưới hỏi"
    assert not EverydayWord.objects.filter(folded_said="doc than").exists()


def test_words_of_the_carried_signposts_can_be_translated() -> None:
    posts = list(posts_of(carried()))

    said = {words for post in posts for words in (post.words, post.meaning, post.question) if words}

    assert {str(words) for words in CARRIED} == said


def test_way_that_cannot_be_walked_is_refused() -> None:
    leaf: dict[str, Any] = {"slug": "la", "words": "Lá", "procedures": ["1.001193"]}
    long = leaf
    for step in range(MOST_QUESTIONS):
        long = {"slug": f"b{step}", "words": "Bước", "question": "Gì?", "answers": [long]}

    silent = {"slug": "cam", "words": "Câm", "answers": [leaf]}
    for row in ({"slug": "cut", "words": "Cụt"}, silent, long):
        with pytest.raises(BadSignposts):
            list(posts_of([row]))
