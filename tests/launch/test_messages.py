"""Translations are compiled in Python and committed, and say what their source says."""

import gettext
import io

import pytest

from config.launch import messages

SOURCE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

#: somewhere
msgid "Hồ sơ"
msgstr "Dossier"

msgctxt "month"
msgid "Tháng"
msgstr "Month"

msgid "%(n)s ngày"
msgid_plural "%(n)s ngày"
msgstr[0] "%(n)s day"
msgstr[1] "%(n)s days"

#, fuzzy
msgid "Nộp"
msgstr "Pay"

msgid "Chưa dịch"
msgstr ""

msgid ""
"Hai "
"dòng"
msgstr "Two lines"

#~ msgid "Cũ"
#~ msgstr "Old"
"""


@pytest.fixture
def translations() -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(messages.compiled(source=SOURCE)))


@pytest.mark.parametrize(("vietnamese", "english"), [("Hồ sơ", "Dossier"), ("Hai dòng", "Two lines")])
def test_message_is_found_by_its_vietnamese(
    translations: gettext.GNUTranslations, vietnamese: str, english: str
) -> None:
    assert translations.gettext(vietnamese) == english


def test_message_with_context_is_found_under_its_context_only(translations: gettext.GNUTranslations) -> None:
    assert translations.pgettext("month", "Tháng") == "Month"
    assert translations.gettext("Tháng") == "Tháng"


@pytest.mark.parametrize(("number", "english"), [(1, "%(n)s day"), (2, "%(n)s days")])
def test_plural_follows_the_number(translations: gettext.GNUTranslations, number: int, english: str) -> None:
    assert translations.ngettext("%(n)s ngày", "%(n)s ngày", number) == english


@pytest.mark.parametrize("vietnamese", ["Nộp", "Chưa dịch", "Cũ"])
def test_message_that_is_fuzzy_empty_or_obsolete_stays_vietnamese(
    translations: gettext.GNUTranslations, vietnamese: str
) -> None:
    assert translations.gettext(vietnamese) == vietnamese


def test_committed_messages_are_what_their_source_says() -> None:
    assert messages.out_of_date() == []
