"""Frozen facts survive the way into JSON and back, and refuse what no paper may carry."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.desk.domain.frozen import NaiveInstant
from apps.desk.domain.papers import (
    ApologyTitle,
    DocumentLine,
    Facts,
    Party,
    ReceiptFacts,
    SlipKind,
    UnfitFacts,
    facts_of,
    paper_number,
)
from tests.desk import papers

ALL = [papers.receipt(), papers.supplement_request(), papers.refusal(), papers.apology()]


@pytest.mark.parametrize("facts", ALL, ids=lambda facts: facts.kind.value)
def test_facts_survive_json(facts: Facts) -> None:
    stored = json.loads(json.dumps(facts.to_json()))

    assert facts_of(kind=facts.kind, plain=stored) == facts
    assert type(facts).from_json(stored) == facts


@given(name=st.text(), fee=st.none() | st.integers(0, 10**12), documents=st.lists(st.text(), max_size=5))
def test_any_receipt_survives_json(name: str, fee: int | None, documents: list[str]) -> None:
    facts = papers.receipt(
        applicant=Party(name=name), fee=fee, documents=tuple(DocumentLine(name=document) for document in documents)
    )

    assert ReceiptFacts.from_json(json.loads(json.dumps(facts.to_json()))) == facts


def test_frozen_money_is_a_whole_number_and_an_instant_carries_its_zone() -> None:
    plain = papers.receipt().to_json()

    assert plain["fee"] == 15_000
    assert plain["due_at"] == "2026-11-26T10:30:00+00:00"


def test_facts_of_an_older_release_take_the_defaults_of_what_it_did_not_know() -> None:
    plain = papers.apology().to_json()
    del plain["title"]

    assert facts_of(kind=SlipKind.APOLOGY, plain=plain) == papers.apology(title=ApologyTitle.EXTENSION)


def test_a_fact_the_paper_would_not_print_is_never_dropped_in_silence() -> None:
    with pytest.raises(TypeError):
        ReceiptFacts.from_json({**papers.receipt().to_json(), "forgotten": "a fact"})


def test_instant_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 11, 26, 17, 30)  # noqa: DTZ001

    with pytest.raises(NaiveInstant):
        papers.receipt(due_at=naive)
    with pytest.raises(NaiveInstant):
        papers.apology(signed_at=naive)
    with pytest.raises(NaiveInstant):
        replace(papers.refusal().head, issued_at=naive)


@pytest.mark.parametrize("head_hash", ["", "3f9a", "3F9A1B2C4D5E6F70", "3f9a1b2c4d5e6f7z", "3f9a1b2c4d5e6f70\n"])
def test_head_hash_is_sixteen_hexadecimal_digits(head_hash: str) -> None:
    with pytest.raises(UnfitFacts):
        replace(papers.refusal().head, head_hash=head_hash)


@pytest.mark.parametrize(
    ("kind", "sequence", "number"),
    [
        (SlipKind.RECEIPT, 7, "07/TNHS"),
        (SlipKind.SUPPLEMENT_REQUEST, 12, "12/HDHS"),
        (SlipKind.REFUSAL, 100, "100/TCHS"),
        (SlipKind.APOLOGY, 10, "10/PXL"),
    ],
)
def test_paper_number_has_two_digits_at_least_and_the_letters_of_its_kind(
    kind: SlipKind, sequence: int, number: str
) -> None:
    assert paper_number(kind=kind, sequence=sequence) == number


@pytest.mark.parametrize(
    ("party", "addressed", "spoken_to"),
    [
        (Party(name="Mai"), "Ông/Bà", "ông/bà"),
        (Party(name="Mai", salutation="Bà"), "Bà", "bà"),
        (Party(name="Hợp tác xã", is_organisation=True), "Quý tổ chức", "quý tổ chức"),
    ],
)
def test_party_is_addressed_as_it_told_us(party: Party, addressed: str, spoken_to: str) -> None:
    assert (party.addressed, party.spoken_to) == (addressed, spoken_to)


def test_temporary_reference_is_known_as_one() -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)

    assert replace(papers.refusal().head, issued_at=at).is_provisional
    assert not papers.receipt().head.is_provisional
