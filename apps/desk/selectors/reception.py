"""What the screen of reception needs to know before anything is written: the procedure, its papers, the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from apps.core.folding import fold
from apps.dossiers.domain.effects import AT_ONCE
from apps.dossiers.domain.promise import Promise, promise
from apps.dossiers.labels import allowance_words
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.officials.selectors import office_settings, work_calendar
from apps.procedures.domain.checklist import Paper
from apps.procedures.domain.fee_rules import Asked, Exemption, FeeAnswer, FeeRule, Per, fee_of
from apps.procedures.domain.initials import are_initials, place_of
from apps.procedures.labels.fees import rule_words
from apps.procedures.models import Arrangement, ProcedureVersion
from apps.procedures.selectors import (
    arranged,
    case_names,
    checklist,
    fees_of,
    find,
    offered,
    variant_called,
    version_in_force,
)
from apps.worktime import Allowance, DueTime

RECENT, PICKS, HITS = 200, 4, 8
COUNTER = "in_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A procedure to choose, as a button says it."""

    code: str
    name: str
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """For how much of it the fee is reckoned, and for whom."""

    pages: int = 1
    copies: int = 1
    exemption: Exemption | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The procedure on the screen, and what the citizen will be promised if we receive now."""

    arrangement: Arrangement
    version: ProcedureVersion
    cases: Sequence[str]
    papers: Sequence[Paper]
    fees: Sequence[FeeRule]
    bill: Bill
    answer: FeeAnswer
    promise: Promise | None
    time: str
    may_be_had_at_once: bool

    @property
    def fee_words(self) -> list[str]:
        return [rule_words(fee) for fee in self.fees]

    @property
    def counts_pages(self) -> bool:
        return any(fee.per is Per.PAGE for fee in self.fees)

    @property
    def counts_copies(self) -> bool:
        return any(fee.per is not Per.DOSSIER for fee in self.fees)

    @property
    def may_be_exempt(self) -> list[Exemption]:
        """Who goes free here, in the order of the list."""
        freed = {exemption for fee in self.fees for exemption in fee.exemptions}
        return [exemption for exemption in Exemption if exemption in freed]

    @property
    def asks_for_the_bill(self) -> bool:
        return self.counts_copies or bool(self.may_be_exempt)


def usual(*, agency: Agency, at: datetime, by: Agency | None = None) -> list[Pick]:
    """What is filed here most, among what was received last. `by`: the agency that decides it, where not this one."""
    decides = by or agency
    counts = _counts(agency, decides)
    wanted = [code for code, _ in counts.most_common(PICKS)]
    open_here = {
        arrangement.offering.procedure_id: arrangement
        for arrangement in arranged(agency=decides, at=at).filter(offering__procedure__code__in=wanted)
    }
    in_force = ProcedureVersion.objects.in_force(on=timezone.localdate(at)).filter(procedure_id__in=open_here)
    picks = {
        version.procedure.code: _pick(version, open_here[version.procedure_id].allowance_under(version))
        for version in in_force.select_related("procedure").defer(*ProcedureVersion.HEAVY_FIELDS)
    }
    return [picks[code] for code in wanted if code in picks]


def _counts(agency: Agency, decides: Agency) -> Counter[str]:
    """How often each procedure was received lately."""
    received = Dossier.objects.filter(agency=decides, receiving_agency=agency, received_at__isnull=False)
    latest = received.order_by("-received_at", "-pk").values_list("version__procedure__code", flat=True)
    return Counter(latest[:RECENT])


def hits(*, text: str, agency: Agency, at: datetime, by: Agency | None = None) -> list[Pick]:
    """The open procedures somebody may mean by these letters, marks or no marks; first letters of words will do."""
    decides = by or agency
    found = find(text=text, agency=decides, at=at)
    by_words = [_pick(hit.version, hit.allowance) for hit in found.hits if hit.offering and hit.offering.takes_papers]
    by_letters = _by_initials(text, agency, decides, at) if are_initials(text) else []
    if by_letters and found.is_guess:
        by_words = []  # a guess about a word that is no word
    begins_a_word = any(word.startswith(fold(text)) for pick in by_words for word in fold(pick.name).split())
    ranked = [*by_words, *by_letters] if begins_a_word else [*by_letters, *by_words]
    return list({pick.code: pick for pick in ranked}.values())[:HITS]


def _by_initials(text: str, agency: Agency, decides: Agency, at: datetime) -> list[Pick]:
    """What is received most comes first, then the one in whose name the letters stand first."""
    places = [
        (place, one)
        for one in offered(agency=decides, at=at)
        if (place := place_of(letters=text, name=one.version.name)) is not None and one.offering.takes_papers
    ]
    counts = _counts(agency, decides) if places else Counter()
    places.sort(key=lambda row: (-counts[row[1].code], row[0], len(row[1].version.name)))
    return [_named(one.code, one.version, one.allowance) for _, one in places[:HITS]]


def chosen(*, code: str, case: str, agency: Agency, at: datetime, bill: Bill | None = None) -> Chosen | None:
    """The procedure with this code, if it is open here today."""
    arrangement = arranged(agency=agency, at=at).filter(offering__procedure__code=code).first()
    if arrangement is None:
        return None
    try:
        version = version_in_force(code=code, at=at)
    except ProcedureVersion.DoesNotExist:
        return None
    variant = variant_called(version=version, name=case)
    allowance = arrangement.allowance_under(version, variant=variant)
    rules = fees_of(versions=[version], on=timezone.localdate(at), agency=agency)[version.pk]
    fees = [rule for rule in rules if rule.channel in ("", COUNTER)]
    bill = bill or Bill()
    return Chosen(
        arrangement=arrangement,
        version=version,
        cases=case_names(version=version),
        papers=[paper for paper in checklist(version=version, case=case) if not paper.is_note],
        fees=fees,
        bill=bill,
        answer=fee_of(
            fees,
            Asked(
                channel=COUNTER,
                on=timezone.localdate(at),
                variant=variant.pk if variant else None,
                pages=bill.pages,
                copies=bill.copies,
                exemptions=frozenset({bill.exemption} if bill.exemption else ()),
            ),
        ),
        promise=preview(allowance=allowance, agency=agency, at=at),
        time=allowance_words(allowance) if allowance else "",
        may_be_had_at_once=allowance is not None and allowance.unit in AT_ONCE,
    )


def preview(*, allowance: Allowance | None, agency: Agency, at: datetime) -> Promise | None:
    """What would be promised if the papers were taken in now; None where nobody has settled the time."""
    if allowance is None:
        return None
    return promise(
        received_at=at,
        allowance=allowance,
        calendar=work_calendar(agency=agency, at=at),
        due_time=DueTime(office_settings(agency_id=agency.pk)["due_time"]),
    )


def _pick(version: ProcedureVersion, allowance: Allowance | None) -> Pick:
    return _named(version.procedure.code, version, allowance)


def _named(code: str, version: ProcedureVersion, allowance: Allowance | None) -> Pick:
    return Pick(
        code=code,
        name=version.short_name,
        time=allowance_words(allowance) if allowance else "",
    )
