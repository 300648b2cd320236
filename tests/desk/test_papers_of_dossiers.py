"""Every paper of a real dossier, printed and read back: what was frozen is what stands on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.domain.identity import show_phone
from apps.core.files import store_bytes
from apps.core.paper import wording
from apps.desk.domain.apologies import DelayReason
from apps.desk.domain.papers import Facts, SlipKind, facts_of
from apps.desk.models import Slip
from apps.desk.printing import render, title_of
from apps.desk.services import stopping
from apps.desk.services.certifying import ToCertify
from apps.desk.services.controlling import control_slip
from apps.desk.services.letters import propose_apology, sign_letter
from apps.desk.services.receiving import issue_receipt
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DossierDocument
from apps.procedures.domain.fee_rules import Per
from apps.procedures.models import Fee, ProcedureVersion
from tests import factories
from tests.desk.reading import beyond_the_margin, codes, pages
from tests.factories import Office
from tests.walking import REASON, Walk, walk

pytestmark = pytest.mark.django_db

SCANNED = {"verification_url", "survey_url", "track_url"}
# Frozen for the heading or the mark above it, which say it in capitals, in other words or only where it matters.
SHAPING = {"is_demo", "is_organisation", "is_electronic", "is_requested", "is_after_promise", "title", "salutation"}


# A letter names whom it is written to, not how else they are known; the control slip stays in the house.
UNSAID = {
    SlipKind.APOLOGY: {"head.issuer.track_address", "applicant.email", "applicant.personal_id"},
    SlipKind.STOP: {"head.issuer.track_address", "applicant.personal_id"},
    SlipKind.CONTROL: {"head.issuer.track_address", "head.issuer.phone"},
}


@pytest.fixture
def office() -> Office:
    return factories.office()


def _received(office: Office) -> Walk:
    return walk(status=Status.RECEIVED, office=office)


def _asked(office: Office) -> Walk:
    return walk(status=Status.AWAITING_SUPPLEMENT, office=office)


def _refused(office: Office) -> Walk:
    return walk(status=Status.REFUSED, office=office)


def _appointed_anew(office: Office) -> Walk:
    going = walk(status=Status.PROCESSING, office=office)
    letter = propose_apology(
        dossier_id=going.dossier.pk,
        reason_code=DelayReason.VERIFICATION,
        reason=REASON,
        new_date=date(2026, 11, 30),
        by=going.by(office.officer),
        at=going.at,
    )
    sign_letter(letter_id=letter.pk, by=going.by(office.leader), at=going.at)
    return going


def _withdrawn(office: Office) -> Walk:
    going = walk(status=Status.PROCESSING, office=office)
    stopping.withdraw(
        dossier_id=going.dossier.pk, by=going.by(office.leader), at=going.at, reason="Đã làm ở nơi khác, không cần nữa."
    )
    return going


def _handed_round(office: Office) -> Walk:
    going = walk(status=Status.RESULT_READY, office=office)
    control_slip(dossier_id=going.dossier.pk, by=going.by(office.clerk), at=going.at)
    return going


WALKS: dict[SlipKind, Callable[[Office], Walk]] = {
    SlipKind.RECEIPT: _received,
    SlipKind.SUPPLEMENT_REQUEST: _asked,
    SlipKind.REFUSAL: _refused,
    SlipKind.APOLOGY: _appointed_anew,
    SlipKind.STOP: _withdrawn,
    SlipKind.CONTROL: _handed_round,
}


def told(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that was frozen, with its place."""
    if is_dataclass(value):
        for field in fields(value):
            yield from told(getattr(value, field.name), f"{path}.{field.name}".strip("."))
    elif isinstance(value, tuple):
        for item in value:
            yield from told(item, path)
    elif value not in ("", None) and not isinstance(value, bool) and path.split(".")[-1] not in SHAPING:
        yield path, value


def ways(value: Any) -> set[str]:
    """How a paper may put it."""
    if isinstance(value, datetime):
        day = wording.local(value).date()
        return {wording.instant_in_words(value), wording.promise_in_words(value), wording.day_in_words(day)} | {
            wording.stamp(value),
            f"{wording.local(value):%H:%M, %d/%m/%Y}",
        }
    if isinstance(value, date):
        return {wording.dated(value), wording.day_in_words(value)}
    if isinstance(value, int):
        return {str(value), f"{value:02d}", wording.money_in_figures(value), *(["không thu"] if not value else ["–"])}
    return {str(value)}


def plain(text: str) -> str:
    return " ".join(text.replace(wording.NO_BREAK, " ").lower().split())


@pytest.mark.parametrize("kind", WALKS)
def test_paper_says_everything_that_was_frozen(kind: SlipKind, office: Office) -> None:
    going = WALKS[kind](office)
    slip = Slip.objects.get(dossier=going.dossier, kind=kind)
    facts: Facts = facts_of(kind=kind, plain=slip.facts)

    pdf = render(facts=facts)

    whole = plain(" ".join(pages(pdf)))
    scanned = codes(pdf)["QRCode"]
    unsaid = UNSAID.get(kind, set())
    lost = [
        (path, value)
        for path, value in told(facts)
        if path not in unsaid
        and (
            value not in scanned
            if path.split(".")[-1] in SCANNED
            else not any(plain(way) in whole for way in ways(value))
        )
    ]
    assert lost == []
    assert beyond_the_margin(pdf) == []


@pytest.mark.parametrize("kind", WALKS)
def test_frozen_facts_are_those_of_the_dossier(kind: SlipKind, office: Office) -> None:
    going = WALKS[kind](office)
    slip = Slip.objects.get(dossier=going.dossier, kind=kind)
    facts = facts_of(kind=kind, plain=slip.facts)
    dossier = Dossier.objects.select_related("version", "agency").get(pk=going.dossier.pk)

    assert facts.head.dossier_code == (dossier.reference)
    assert facts.head.procedure_name == dossier.version.name
    assert facts.head.issuer.superior == dossier.agency.name
    assert facts.head.number == slip.number
    assert facts.head.verification_url.endswith(f"/xac-thuc/{slip.address}/")
    assert facts.applicant.name == dossier.applicant_name
    assert facts.applicant.phone == show_phone(dossier.applicant_phone)
    if dossier.received_at and hasattr(facts, "received_at"):
        assert facts.received_at == dossier.received_at


@pytest.mark.parametrize("kind", WALKS)
def test_anybody_can_verify_a_paper_by_its_address_and_learns_nothing_of_a_person(
    kind: SlipKind, office: Office
) -> None:
    going = WALKS[kind](office)
    slip = Slip.objects.get(dossier=going.dossier, kind=kind)
    facts = facts_of(kind=kind, plain=slip.facts)

    page = Client().get(reverse("portal:verify", args=[slip.address])).content.decode()

    assert title_of(facts=facts).lower() in unescape(page).lower()
    assert slip.number in page
    assert going.dossier.applicant_name not in page
    assert going.dossier.code not in page or not going.dossier.code


def _by_the_page(version: ProcedureVersion) -> None:
    Fee.objects.filter(version=version).delete()
    for position, channel in enumerate(("in_person", "online"), start=1):
        Fee.objects.create(
            version=version,
            position=position,
            channel=channel,
            text="2.000 đồng/trang; từ trang thứ 3 thu 1.000 đồng/trang, tối đa 200.000 đồng/bản",
            amount=2_000,
            per=Per.PAGE,
            tiers=[[2, 2_000], [None, 1_000]],
            cap=200_000,
        )


def test_receipt_of_a_procedure_priced_by_the_page_is_the_certification_variant(office: Office) -> None:
    going = walk(status=Status.RECEIVED, office=office)
    dossier, clerk = going.dossier, going.by(office.clerk)
    _by_the_page(dossier.version)
    scanned = store_bytes(
        content=b"%PDF-1.4 bang", name="bang.pdf", content_type="application/pdf", pages=5, by=clerk.key, at=going.at
    )
    dossier.documents.all().delete()
    for position, (name, file, copies) in enumerate([("Bằng tốt nghiệp", scanned, 2), ("Giấy khai sinh", None, 1)]):
        DossierDocument.objects.create(
            agency=dossier.agency,
            dossier=dossier,
            position=position,
            name=name,
            photocopies=copies,
            file=file,
            added_by=clerk.key,
            added_at=going.at,
        )

    slip = issue_receipt(dossier_id=dossier.pk, by=clerk, at=going.at)
    counted = issue_receipt(
        dossier_id=dossier.pk, by=clerk, at=going.at, to_certify=[ToCertify(name="Hợp đồng", pages=300, copies=1)]
    )

    page = pages(render(facts=facts_of(kind=SlipKind.RECEIPT, plain=slip.facts)))[0]
    assert "Số trang Số bản Bản điện tử Phí" in page
    assert "1 Bằng tốt nghiệp 2 × (2 × 2.000 đ + 3 × 1.000 đ) = 14.000 đ 5 2 – 14.000 đồng" in page
    assert "2 Giấy khai sinh – 1 – –" in page
    assert "200.000 đồng" in pages(render(facts=facts_of(kind=SlipKind.RECEIPT, plain=counted.facts)))[0]
