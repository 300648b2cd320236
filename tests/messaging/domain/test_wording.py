"""The small language: facts in their places, stretches that fall away, and nothing else whatever is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.messaging.domain.wording import FaultKind, Unreadable, read

FACTS = {"unit": "UBND xã Suối Mây", "due": "17:30, thứ Năm 26/11/2026", "hotline": ""}


def test_a_fact_stands_in_its_place_however_its_braces_are_spaced() -> None:
    assert read("{{{ unit }}}").told(FACTS) == "{UBND xã Suối Mây}"
    assert read("{{ unit }}: hẹn {{due}}.").told(FACTS) == "UBND xã Suối Mây: hẹn 17:30, thứ Năm 26/11/2026."


@pytest.mark.parametrize(("hotline", "said"), [("", "Xong."), ("0210 388 0001", "Xong. Hỏi: 0210 388 0001.")])
def test_a_stretch_in_brackets_falls_away_when_a_fact_in_it_is_empty(hotline: str, said: str) -> None:
    assert read("Xong.[[ Hỏi: {{ hotline }}.]]").told({"hotline": hotline}) == said


def test_a_stretch_without_a_fact_stays() -> None:
    assert read("a[[ b]]").told({}) == "a b"


def test_the_facts_of_a_text_are_known_and_so_are_those_that_cannot_fall_away() -> None:
    wording = read("{{ unit }}[[ {{ hotline }}]] {{ due }}")

    assert wording.facts == {"unit", "hotline", "due"}
    assert wording.facts_that_must_be_there == {"unit", "due"}


@pytest.mark.parametrize(
    "text",
    [
        "{{ settings.SECRET_KEY }}",
        "{{ unit|safe }}",
        "{{ unit.__class__ }}",
        "{{ unit }",
        "{{ unit",
        "unit }}",
        "{{ }}",
        "{{ 1 + 1 }}",
        "{{ Unit }}",
        "{{ mã_hồ_sơ }}",
        "{{ {{ unit }} }}",
        "{{ unit\n}}",
        "{% include 'x' %}",
        "{% if hotline %}a{% endif %}",
        "{% load static %}",
        "{# không ai thấy #}",
        "%}",
        "{{ [[ unit ]] }}",
        "{{ " + "a" * 41 + " }}",
    ],
)
def test_what_another_language_would_run_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text)

    assert refused.value.fault.kind is FaultKind.BRACES


@pytest.mark.parametrize("text", ["[[ a", "a ]]", "[[ a [[ b ]] ]]", "[[ a ]] ]]"])
def test_brackets_stand_in_pairs_and_not_within_each_other(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text)

    assert refused.value.fault.kind is FaultKind.BRACKETS


@pytest.mark.parametrize(
    "text", ["%(unit)s %s %n", "{unit} {0} {0.__class__}", "${unit} $unit", "<script>alert(1)</script>", "\\x41 {}"]
)
def test_signs_of_other_languages_are_signs_here(text: str) -> None:
    assert read(text).told(FACTS) == text


def test_a_value_is_never_read_again() -> None:
    letter = "{{ unit }} {% now %} [[ {{ due }} ]] {unit} %s"

    assert read("Thư: {{ letter }}").told({**FACTS, "letter": letter}) == f"Thư: {letter}"


@given(st.text(alphabet="{}[]%# aunit_đ\n", max_size=60))
def test_whatever_is_typed_is_refused_or_said_with_nothing_but_facts_put_in(text: str) -> None:
    try:
        wording = read(text)
    except Unreadable:
        return
    told = wording.told(dict.fromkeys(wording.facts, "·"))

    assert "{{" not in told
    assert "{%" not in told
    assert len(told) <= len(text)


def test_a_very_long_text_is_read_in_one_go() -> None:
    text = "{{ unit }} " * 50_000 + "[[" + "{" * 1_000

    with pytest.raises(Unreadable):
        read(text)
