"""A language on trial: on its own pages alone, marked there, and Vietnamese wherever it has no words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from apps.dossiers.domain.status import Status
from apps.officials.models import Agency
from apps.portal.domain.languages import TRIAL_PAGES
from apps.portal.management.commands import messages
from tests import factories
from tests.portal.test_translation import PLACES
from tests.walking import walk_to

pytestmark = pytest.mark.django_db
SOURCE = Path(settings.BASE_DIR) / "locale" / "hmn" / "LC_MESSAGES" / "django.po"
MARK = "Bản thử, nhờ người bản ngữ xem lại"
ON_TRIAL, NOT_YET = ("/", "/tra-cuu/"), ("/thu-tuc/", "/dang-nhap/", "/thu-tuc/tim-giup/")


@pytest.fixture(autouse=True)
def trial() -> Iterator[None]:
    with override_settings(TRIAL_LANGUAGES={"hmn": "Hmoob"}):
        yield


@pytest.fixture
def hmong(client: Client, agency: Agency) -> Client:
    client.post("/tuy-chon/", {"language": "hmn"})
    return client


@pytest.mark.parametrize("path", ON_TRIAL)
def test_page_on_trial_speaks_it_and_says_that_it_is_a_trial(hmong: Client, path: str) -> None:
    answer = hmong.get(path)

    page = answer.content.decode()
    assert '<html lang="hmn"' in page
    assert answer.headers["Content-Language"] == "hmn"
    assert "Kuv cov ntaub ntawv mus txog qhov twg lawm?" in page
    assert MARK in page
    assert 'value="vi" lang="vi"' in page and 'value="hmn"' not in page


@pytest.mark.parametrize("path", NOT_YET)
def test_other_pages_neither_speak_nor_offer_it(hmong: Client, path: str) -> None:
    page = hmong.get(path).content.decode()

    assert '<html lang="vi"' in page
    assert "Hmoob" not in page and MARK not in page
    assert 'value="en" lang="en"' in page


def test_what_a_looked_up_dossier_is_doing_is_said_in_it(hmong: Client) -> None:
    office = factories.office(code="H99.72", name="Mường Lai", is_ours=False)
    dossier = walk_to(status=Status.SUBMITTED, office=office)

    page = hmong.post("/tra-cuu/", {"reference": dossier.reference, "factor": dossier.factor_once}).content.decode()

    assert "Tos txais" in page and "Kauj ruam tom ntej" not in page
    assert "Hồ sơ đang ở bước: Chờ tiếp nhận." in page  # the voice stays Vietnamese


def test_office_that_has_not_asked_for_it_offers_nothing(hmong: Client) -> None:
    with override_settings(TRIAL_LANGUAGES={}):
        page = hmong.get("/").content.decode()

    assert '<html lang="vi"' in page and "Hmoob" not in page


def test_its_words_are_still_said_somewhere_and_keep_their_places() -> None:
    said = messages.said(root=Path(settings.BASE_DIR))
    words = messages.known(source=SOURCE.read_text(encoding="utf-8"))

    assert words.keys() <= said.keys()
    assert [one for one, texts in words.items() for text in texts if not text] == []
    assert [
        one.one for one, (text, *_) in words.items() if sorted(PLACES.findall(one.one)) != sorted(PLACES.findall(text))
    ] == []


def test_pages_on_trial_are_pages() -> None:
    from django.urls import get_resolver

    names = {f"portal:{name}" for name in get_resolver("apps.portal.urls").reverse_dict if isinstance(name, str)}
    assert names >= TRIAL_PAGES
