"""Two pages of one step: nothing is written over silently, and a page is never a stranger to itself."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertTemplateUsed

from tests.conftest import Clock
from tests.factories import Office
from tests.portal.filers import FORM, WHO, Filer, begin, offer, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def filer(mai: Client, office: Office, clock: Clock) -> Filer:
    return begin(mai, offer(office))


def opened(filer: Filer, step: str = "to-khai") -> dict[str, str]:
    """What a page of this step carries unseen."""
    html = filer.see(step)
    return {name: re.findall(rf'name="{name}" value="([^"]*)"', html)[0] for name in ("trang", "goc")}


def autosave(filer: Filer, **fields: Any) -> Any:
    return filer.browser.post(filer.address("to-khai"), fields, headers={"X-Autosave": "1"})


def test_a_page_goes_on_saving_and_knows_its_own_saves(filer: Filer) -> None:
    here = opened(filer)

    answers = [autosave(filer, **here, **FORM | {"purpose": words}) for words in ("Đăng", "Đăng ký", "Đăng ký kết hôn")]
    onward = filer.say("to-khai", **here, **FORM)

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assertTemplateUsed(answers[0], "portal/filing_saved.html")
    assert onward.status_code == 302


def test_an_older_page_writes_over_nothing_and_both_texts_are_shown(filer: Filer) -> None:
    old, new = opened(filer), opened(filer)
    filer.say("to-khai", **new, **FORM | {"purpose": "Đăng ký kết hôn"})

    quietly = autosave(filer, **old, **FORM | {"purpose": "Xin việc"})
    openly = filer.say("to-khai", **old, **FORM | {"purpose": "Xin việc"})

    assert (quietly.status_code, openly.status_code) == (409, 409)
    assert "vừa được lưu ở một trang khác lúc 9:00" in page(quietly)
    assertTemplateUsed(openly, "portal/filing_two_texts.html")
    html = page(openly)
    assert "Chúng tôi chưa ghi đè gì cả" in html
    assert "Xin việc</textarea>" in html or 'value="Xin việc"' in html
    assert "Đăng ký kết hôn" in html
    assert FORM["personal_id"] not in html
    assert (filer.dossier.answers or {})["purpose"] == "Đăng ký kết hôn"


def test_the_text_typed_here_is_saved_when_its_writer_says_so(filer: Filer) -> None:
    old, new = opened(filer), opened(filer)
    filer.say("to-khai", **new, **FORM)
    refused = page(filer.say("to-khai", **old, **FORM | {"purpose": "Xin việc"}))
    button = re.findall(r'<button type="submit"[^>]*name="goc" value="([^"]+)"', refused)[0]

    answer = filer.say("to-khai", trang=old["trang"], goc=[old["goc"], button], **FORM | {"purpose": "Xin việc"})

    assert answer.status_code == 302
    assert (filer.dossier.answers or {})["purpose"] == "Xin việc"


def test_pages_of_different_steps_do_not_meet(filer: Filer) -> None:
    who, form = opened(filer, "nguoi-nop"), opened(filer)

    answers = [filer.say("nguoi-nop", **who, **WHO), filer.say("to-khai", **form, **FORM)]

    assert [answer.status_code for answer in answers] == [302, 302]


def test_a_step_that_was_left_half_done_has_no_tick(filer: Filer) -> None:
    filer.say("to-khai", luu="1", **FORM | {"purpose": ""})

    html = filer.see("xem-lai")

    assert re.search(r'<li class="is-left">(?:(?!</li>).)*Tờ khai<span class="visually-hidden">, còn thiếu', html, re.S)
    assert not re.search(r'<li class="is-done">(?:(?!</li>).)*to-khai/', html, re.S)


def test_a_name_of_a_page_that_is_none_is_no_accident(filer: Filer) -> None:
    answer = filer.say("to-khai", trang="<x>" * 40, goc="\x00", cho="javascript:x", luu="1", **FORM)

    assert answer.headers["Location"] == filer.address("to-khai")
