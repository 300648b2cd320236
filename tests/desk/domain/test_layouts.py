"""What an office may word, and what stays whatever it types."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.desk.domain.layouts import (
    STANDARD,
    Capacity,
    Fault,
    Hand,
    Layout,
    What,
    faults_of,
    hands_in_order,
    settled,
    standard_hands,
)
from apps.desk.domain.merging import OF_KIND, fields_of, merged, names_of
from apps.desk.domain.papers import SlipKind, facts_class
from apps.desk.domain.samples import sample_of
from apps.desk.domain.standards import OTHER, PARTS, STANDARDS, standard
from apps.messaging.domain.wording import Unreadable
from tests.desk import papers
from tests.desk.test_sample_templates import LOOPS, SAMPLES, samples

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize("kind", SlipKind)
def test_every_field_of_every_kind_stands_among_its_facts(kind: SlipKind) -> None:
    facts = sample_of(kind=kind, issuer=papers.ISSUER, at=AT)

    assert isinstance(facts, facts_class(kind))
    for field in fields_of(kind):
        value: object = facts
        for name in field.path.split("."):
            value = getattr(value, name)
    assert len(names_of(kind)) == len(fields_of(kind))


@pytest.mark.parametrize("kind", SlipKind)
def test_standard_is_without_fault_and_settles_to_nothing(kind: SlipKind) -> None:
    usual = standard(kind)
    said = Layout(title="Tên", opening=usual.opening, closing=usual.closing, hands=standard_hands(kind))

    assert faults_of(kind=kind, layout=said) == ()
    assert settled(kind=kind, layout=said, title="Tên") == STANDARD
    assert set(usual.parts) <= PARTS.keys()


def test_what_the_sample_templates_fill_in_can_be_named_in_a_sentence() -> None:
    """Rows of their tables and pictures are the body of the form; a sentence names the papers as a list."""
    fields = samples()
    for name, (facts, places) in SAMPLES.items():
        paths = {field.path for field in fields_of(facts.kind)}
        for field in fields[name] - LOOPS:
            path = places[field].split(".")
            if path == [""] or (len(path) > 1 and path[1].isdecimal() and path[0] == "rows"):
                continue
            assert (path[0] if len(path) > 1 and path[1].isdecimal() else ".".join(path)) in paths, (name, field)


@pytest.mark.parametrize(
    ("layout", "fault"),
    [
        (Layout(closing="Xin chào {{ten_la}}"), Fault("closing", What.UNKNOWN_FIELD, "ten_la")),
        (Layout(closing="Mã {{ma_ho_so"), Fault("closing", What.BRACES, "{{ma_ho_so")),
        (Layout(closing="Mã {% now 'Y' %}"), Fault("closing", What.BRACES, "{% now 'Y' %}")),
        (Layout(closing="Mã {{ma_ho_so|safe}}"), Fault("closing", What.BRACES, "{{ma_ho_so|safe}}")),
        (Layout(closing="[[Email {{email_chu_ho_so}}"), Fault("closing", What.BRACKETS, "[[")),
        (Layout(footer="a" * 251), Fault("footer", What.TOO_LONG, "250")),
        (Layout(footer="<b>đậm</b>"), Fault("footer", What.HTML, "<b>đậm</b>")),
        (Layout(footer="a\x07b"), Fault("footer", What.STRANGE_SIGN, "U+0007")),
        (Layout(title="Giấy {{ma_ho_so}}"), Fault("title", What.NO_FIELDS_HERE, "{{")),
        (Layout(hidden=("due",)), Fault("hidden", What.FIXED_PART, "due")),
        (Layout(hidden=("motto",)), Fault("hidden", What.FIXED_PART, "motto")),
        (Layout(hands=(Hand(key="receiver", is_shown=False),)), Fault("hand:receiver", What.FIXED_HAND)),
        (Layout(hands=(Hand(key="nobody"),)), Fault("hand:nobody", What.FIXED_HAND)),
        (Layout(hands=(Hand(key=OTHER),)), Fault(f"hand:{OTHER}", What.NOBODY_NAMED)),
        (Layout(hands=(Hand(key="receiver", role="a" * 91),)), Fault("hand:receiver", What.TOO_LONG, "90")),
    ],
)
def test_what_may_not_be_said_is_a_fault_at_its_place(layout: Layout, fault: Fault) -> None:
    assert faults_of(kind=SlipKind.RECEIPT, layout=layout) == (fault,)


@pytest.mark.parametrize("text", ["Chúng tôi xin lỗi.", "[[{{ngay_tiep_nhan}} {{noi_tiep_nhan}} {{ten_thu_tuc}}]]"])
def test_a_field_the_form_asks_for_may_neither_go_nor_fall_away(text: str) -> None:
    missing = {fault.about for fault in faults_of(kind=SlipKind.APOLOGY, layout=Layout(opening=text))}

    assert missing == {"ngay_tiep_nhan", "noi_tiep_nhan", "ten_thu_tuc"}


def test_nobody_signs_in_their_own_stead() -> None:
    hand = Hand(key="signer", capacity=Capacity.DEPUTY, on_behalf_of="Chủ tịch")

    assert hand.above(role="PHÓ CHỦ TỊCH") == "KT. Chủ tịch\nPHÓ CHỦ TỊCH"
    assert hand.above(role="CHỦ TỊCH") == "CHỦ TỊCH"


def test_places_to_sign_follow_the_office_and_none_is_lost() -> None:
    ordered = hands_in_order(
        kind=SlipKind.RECEIPT, layout=Layout(hands=(Hand(key="receiver", role="CÁN BỘ"), Hand(key="gone")))
    )

    assert [hand.key for hand in ordered] == ["receiver", "applicant", OTHER]


def test_a_paragraph_falls_into_runs_and_begins_with_a_capital() -> None:
    text = "{{xung_ho}} ơi,[[ email {{email}}]]\n\n{{ma}} đây"

    told = merged(text=text, values={"xung_ho": "bà", "email": "", "ma": "{{xung_ho}}\n<b>"})

    assert [[(run.text, run.field) for run in paragraph] for paragraph in told] == [
        [("Bà", "xung_ho"), (" ơi,", "")],
        [("{{xung_ho}} <b>", "ma"), (" đây", "")],
    ]


@given(bits=st.lists(st.sampled_from([*"ab{}[]%|\n<> ", "{{", "}}", "{{ma_ho_so}}", "[[", "]]"]), max_size=30))
def test_any_text_is_a_fault_or_is_printed_and_never_breaks(bits: list[str]) -> None:
    text = "".join(bits)
    faults = faults_of(kind=SlipKind.RECEIPT, layout=Layout(closing=text))
    try:
        told = merged(text=text, values=dict.fromkeys(names_of(SlipKind.RECEIPT), "1"))
    except Unreadable:
        assert faults
    else:
        assert all(run.text for paragraph in told for run in paragraph)
        assert faults or "{{" not in "".join(run.text for paragraph in told for run in paragraph)


def _hands(kind: SlipKind) -> st.SearchStrategy[tuple[Hand, ...]]:
    keys = [hand.key for hand in standard_hands(kind)]
    hand = st.builds(
        Hand,
        key=st.sampled_from(keys),
        role=st.text(max_size=10),
        capacity=st.sampled_from(Capacity),
        on_behalf_of=st.text(max_size=10),
        is_shown=st.booleans(),
    )
    return st.lists(hand, max_size=4).map(tuple)


@given(data=st.data())
def test_a_layout_survives_json(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(SlipKind))
    layout = Layout(
        title=data.draw(st.text(max_size=20)),
        closing=data.draw(st.text(max_size=20)),
        hidden=tuple(data.draw(st.lists(st.sampled_from(sorted(PARTS))))),
        hands=data.draw(_hands(kind)),
    )

    assert Layout.from_json(layout.to_json()) == layout
    once = settled(kind=kind, layout=layout, title="Tên")
    assert settled(kind=kind, layout=once, title="Tên") == once


def test_kinds_in_the_tables_are_kinds_there_are() -> None:
    assert set(OF_KIND) | set(STANDARDS) <= set(SlipKind)
    assert replace(STANDARD, hidden=()) == STANDARD
