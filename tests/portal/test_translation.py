"""The citizens' pages in English: complete, faithful to their places for values, and compiled."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from apps.officials.models import Agency
from apps.portal.management.commands import messages
from config.launch.messages import out_of_date

ROOT = Path(settings.BASE_DIR)
SOURCE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACES = re.compile(r"%\(\w+\)s|\{\w+\}|<[^>]+>|%%")


@pytest.fixture(scope="module")
def said() -> dict[messages.Message, str]:
    return messages.said(root=ROOT)


@pytest.fixture(scope="module")
def known() -> dict[messages.Message, list[str]]:
    return messages.known(source=SOURCE.read_text(encoding="utf-8"))


def test_everything_a_citizen_reads_is_there_in_english(
    said: dict[messages.Message, str], known: dict[messages.Message, list[str]]
) -> None:
    """After changing words: `manage.py messages`, fill in the empty ones, `python -m config.launch.messages`."""
    missing = [(place, message.one) for message, place in said.items() if not all(known.get(message, [""]))]

    assert missing == []


def test_nothing_is_translated_that_nobody_says(
    said: dict[messages.Message, str], known: dict[messages.Message, list[str]]
) -> None:
    assert known.keys() - said.keys() == set()


def test_translations_keep_their_places_for_values(known: dict[messages.Message, list[str]]) -> None:
    wrong = [
        (message.one, text)
        for message, texts in known.items()
        for text in texts
        if sorted(PLACES.findall(message.one)) != sorted(PLACES.findall(text))
    ]

    assert wrong == []


def test_compiled_messages_say_what_their_source_says() -> None:
    assert out_of_date() == []


def test_front_page_speaks_english_when_asked(client: Client, agency: Agency) -> None:
    client.post("/tuy-chon/", {"language": "en"})

    text = client.get("/").content.decode()

    assert "What do you need today?" in text
    assert "Monday – Friday: 7:30–11:30, 13:30–17:30" in text
    assert "Hôm nay" not in text


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% load i18n %}{% translate "Xin chào" %}', [messages.Message("", "Xin chào")]),
        ('{% translate "Số" context "phiếu" %}', [messages.Message("phiếu", "Số")]),
        (
            "{% blocktranslate trimmed %}\n  Chào {{ name }}\n{% endblocktranslate %}",
            [messages.Message("", "Chào %(name)s")],
        ),
        (
            "{% blocktranslate count n=rows %}{{ n }} tờ{% plural %}{{ n }} các tờ{% endblocktranslate %}",
            [messages.Message("", "%(n)s tờ", "%(n)s các tờ")],
        ),
        ("<p>Xin chào</p>", []),
    ],
)
def test_messages_of_a_template_are_found(source: str, found: list[messages.Message]) -> None:
    assert list(messages.in_template(source)) == found


def test_messages_of_a_module_are_found() -> None:
    source = '_("Một")\nngettext("%(n)s bản", "%(n)s các bản", n)\npgettext("phiếu", "Số")\nother("Hai")\n_(name)\n'

    assert list(messages.in_module(source)) == [
        messages.Message("", "Một"),
        messages.Message("", "%(n)s bản", "%(n)s các bản"),
        messages.Message("phiếu", "Số"),
    ]


def test_what_was_translated_is_kept_and_what_is_gone_is_dropped() -> None:
    old, gone = messages.Message("", 'Ghi "rõ"\nlý do'), messages.Message("", "Cũ")
    many = messages.Message("phiếu", "%(n)s tờ", "%(n)s tờ")
    before = messages.written(
        messages={old: "a.html", gone: "a.html", many: "b.html"},
        translations={old: ['Say "why"\nclearly'], gone: ["Old"], many: ["%(n)s sheet", "%(n)s sheets"]},
    )

    again = messages.known(source=before)
    after = messages.written(messages={old: "a.html", many: "b.html"}, translations=again)

    assert again[old] == ['Say "why"\nclearly']
    assert again[many] == ["%(n)s sheet", "%(n)s sheets"]
    assert messages.known(source=after).keys() == {old, many}
