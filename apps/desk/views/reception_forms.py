"""The forms of the screen of reception: its own, and those of what is pressed on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.utils import timezone

from apps.desk.forms.fields import fresh_key
from apps.desk.forms.reception import AskForm, AtOnceForm, RefusalForm, WalkInForm
from apps.desk.forms.supplements import Proposed
from apps.desk.labels.mending import bring
from apps.desk.selectors.people import colleagues
from apps.desk.views.reception_screen import ASK, AT_ONCE, MISSING, REFUSE, Screen
from apps.dossiers.domain.asking import Defect
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.procedures.domain.fee_rules import Exemption


@dataclass(slots=True, kw_only=True)
class Forms:
    """The forms of the screen; `asking` and `spot` where something is asked in writing, or may be had at once."""

    main: WalkInForm
    refusal: RefusalForm
    asking: AskForm | None = None
    spot: AtOnceForm | None = None

    def pressed(self, purpose: str) -> list[Form]:
        """Those that the pressed button posts."""
        others = {REFUSE: self.refusal, ASK: self.asking, AT_ONCE: self.spot}
        beside = others.get(purpose)
        return [self.main, beside] if beside else [self.main]

    @property
    def has_errors(self) -> bool:
        asked = bool(self.asking and (self.asking.errors or self.asking.rows.total_error_count()))
        return asked or any(one.errors for one in (self.main, self.refusal, self.spot) if one)


def blank_forms(screen: Screen) -> Forms:
    """Nothing was pressed that writes: what is known by now, and nothing judged."""
    initial = {"key": fresh_key(), **screen.said}
    main = WalkInForm(
        initial=initial,
        today=_today(screen.request),
        courtesy=_courtesy(screen),
        may_be_exempt=_may_be_exempt(screen),
    )
    asking = _asking(screen, is_posted=False) if screen.purpose == MISSING and screen.chosen else None
    return Forms(main=main, refusal=RefusalForm(initial=screen.said), asking=asking, spot=_at_once(screen))


def pressed_forms(screen: Screen) -> Forms:
    """The screen's own form, and those of what was pressed."""
    refusing = screen.purpose == REFUSE
    return Forms(
        main=main_form(screen),
        refusal=RefusalForm(screen.said if refusing else None, initial=screen.said),
        asking=_asking(screen, is_posted=True) if screen.purpose == ASK else None,
        spot=_at_once(screen),
    )


def _courtesy(screen: Screen) -> str:
    return screen.chosen.arrangement.offering.courtesy if screen.chosen else ""


def main_form(screen: Screen) -> WalkInForm:
    """The form of the screen as it was posted."""
    return WalkInForm(
        screen.said,
        today=_today(screen.request),
        courtesy=_courtesy(screen),
        may_be_exempt=_may_be_exempt(screen),
    )


def _asking(screen: Screen, *, is_posted: bool) -> AskForm:
    """Form 02 with every paper of the list, those that are missing first and already explained."""
    rows = [row for row in screen.rows.rows if row.paper]
    papers = [
        Proposed(
            name=row.name,
            required_id=row.paper.key if row.paper else None,
            defect=Defect.ABSENT if row.is_missing else None,
            fix=bring(row.name) if row.is_missing else "",
        )
        for row in sorted(rows, key=lambda row: not row.is_missing)
    ]
    return AskForm(screen.said, papers=papers) if is_posted else AskForm(papers=papers)


def _at_once(screen: Screen) -> AtOnceForm | None:
    """What is asked where the result may be had on the spot: who signed it."""
    if screen.chosen is None or not screen.chosen.may_be_had_at_once or screen.is_elsewhere:
        return None
    request = screen.request
    leaders = colleagues(
        agency_id=request.official.agency_id, duties=[Duty.LEADER], at=request.at, besides=[request.actor.id]
    )
    return AtOnceForm(screen.said if screen.purpose == AT_ONCE else None, leaders=leaders)


def _may_be_exempt(screen: Screen) -> Sequence[Exemption]:
    return screen.chosen.may_be_exempt if screen.chosen else ()


def _today(request: StaffRequest) -> date:
    return timezone.localdate(request.at)
