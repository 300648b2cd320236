"""What a poster says today: the wording in force word for word, and how the office arranges it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from apps.accounts.domain.identity import show_phone
from apps.officials.models import Agency
from apps.procedures.domain.fee_rules import FeeRule
from apps.procedures.domain.posters import (
    ChartStep,
    FieldLine,
    FieldPoster,
    PaperList,
    PosterHead,
    PosterPaper,
    ProcedurePoster,
    WrittenWay,
)
from apps.procedures.domain.workflow import Part
from apps.procedures.labels import CHANNELS, allowance_words, fees_words, number_words
from apps.procedures.labels.fees import rule_words
from apps.procedures.models import (
    Arrangement,
    Field,
    Poster,
    Procedure,
    ProcedureVersion,
    RequiredDocument,
    WorkflowStep,
)
from apps.procedures.selectors.fees import fees_of
from apps.procedures.selectors.law import ZONE, version_in_force
from apps.procedures.selectors.offers import arranged, channels_of, offered
from apps.worktime import Allowance


def poster_paper(*, poster: Poster, agency: Agency, site: str, at: datetime) -> PosterPaper:
    """All that stands on a poster. `site` is the public address of this house.

    Raises ProcedureVersion.DoesNotExist where the procedure no longer holds.
    """
    link = f"{site}/q/{poster.slug}/"
    head = PosterHead(
        office=agency.name,
        desk=agency.desk_name,
        address=agency.address,
        phone=show_phone(agency.phone),
        short_address=link.split("://")[-1].removesuffix("/"),
        link=link,
        spot=poster.spot,
        printed_at=at,
        is_demo=agency.is_demo,
    )
    if poster.field:
        return _field_poster(head, poster.field, agency, at)
    assert poster.procedure
    return _procedure_poster(head, poster.procedure, agency, at)


def _procedure_poster(head: PosterHead, procedure: Procedure, agency: Agency, at: datetime) -> ProcedurePoster:
    version = version_in_force(code=procedure.code, at=at)
    arrangement = arranged(agency=agency, at=at).filter(offering__procedure=procedure).first()
    fees = fees_of(versions=[version], on=_day(at), agency=agency)[version.pk]
    return ProcedurePoster(
        head=head,
        code=procedure.code,
        name=version.name,
        field=version.field.name,
        time=_time(arrangement.allowance_under(version) if arrangement else version.allowance),
        fee=_fee(fees),
        fees=() if _fee(fees) else tuple(dict.fromkeys(rule_words(fee) for fee in fees)),
        results=tuple(str(result["name"]) for result in version.results if result.get("name")),
        ways=tuple(
            WrittenWay(way=str(CHANNELS[rule.channel]), time=rule.time_text, fee=rule.fee_text)
            for rule in channels_of(versions=[version])[version.pk]
        ),
        lists=_lists(version.documents.order_by("position")),
        chart=_chart(arrangement, version),
        decision=", ".join(filter(None, (version.decision, version.issuing_agency))),
        number=version.number,
        effective_from=version.effective_from,
    )


def _field_poster(head: PosterHead, field: Field, agency: Agency, at: datetime) -> FieldPoster:
    rows = [one for one in offered(agency=agency, at=at) if one.version.field_id == field.pk]
    fees = fees_of(versions=[one.version for one in rows], on=_day(at), agency=agency)
    lines = [
        FieldLine(code=one.code, name=one.version.name, time=_time(one.allowance), fee=_fee(fees[one.version.pk]))
        for one in rows
    ]
    return FieldPoster(head=head, name=field.name, lines=tuple(lines))


def _day(at: datetime) -> date:
    return at.astimezone(ZONE).date()


def _time(allowance: Allowance | None) -> str:
    """The time where it is certain; empty where the reader has to look at the words of the law below."""
    return allowance_words(allowance) if allowance else ""


def _fee(fees: Iterable[FeeRule]) -> str:
    """The fee where it is one for everybody and for good; paper on a wall cannot follow a tariff that ends."""
    rows = list(fees)
    differs = len({fee.terms for fee in rows if fee.variant}) > 1
    if differs or any(fee.tiers or fee.cap or fee.is_for_a_time for fee in rows):
        return ""
    return fees_words([(fee.channel, fee.amount, fee.unit) for fee in rows])


def _lists(documents: Iterable[RequiredDocument]) -> tuple[PaperList, ...]:
    cases: dict[str, list[str]] = {}
    for document in documents:
        cases.setdefault(document.case, []).append(document.name)
    return tuple(PaperList(case=case, papers=tuple(papers)) for case, papers in cases.items())


def _chart(arrangement: Arrangement | None, version: ProcedureVersion) -> tuple[ChartStep, ...]:
    """The way through our office; where nobody arranged one, the steps as the law writes them."""
    rows = arrangement.workflow_steps.exclude(part=Part.OBSERVER.value).order_by("position") if arrangement else ()
    steps, number = [], 0
    for row in rows:
        number += not (row.is_parallel and number)
        steps.append(_chart_step(row, number))
    if steps:
        return tuple(steps)
    lines = [line.strip() for line in version.steps.split("\n") if line.strip()]
    return tuple(ChartStep(number=number, name=line) for number, line in enumerate(lines, start=1))


def _chart_step(row: WorkflowStep, number: int) -> ChartStep:
    """One box. Steps that run at the same time bear the same number."""
    hours = f"{number_words(row.planned_hours)} giờ làm việc" if row.planned_hours else ""
    wait = f"chờ {row.wait_days} ngày theo luật" if row.wait_days else ""
    return ChartStep(
        number=number,
        name=row.name,
        who=row.agency_name or row.unit_name,
        time=", ".join(filter(None, (hours, wait))),
        is_sometimes=row.is_optional or row.condition is not None,
        is_beside=row.is_parallel,
    )
