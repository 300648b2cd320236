"""Behind each button of a dossier: the form it needs, and the one service call it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.core.labels import day
from apps.desk.domain.acts import Act
from apps.desk.domain.papers import SlipKind
from apps.desk.forms import acts as forms
from apps.desk.forms.fields import ActForm, fresh_key
from apps.desk.forms.supplements import JudgeForm, Proposed, RequestForm, SupplementForm
from apps.desk.labels import Sentences
from apps.desk.labels.workflow import next_step_words
from apps.desk.selectors.asking import Piece
from apps.desk.selectors.casefile import CaseFile
from apps.desk.selectors.next_step import able, next_step
from apps.desk.selectors.people import colleagues
from apps.desk.services import letters, stopping, stops, supplements
from apps.desk.services import receiving as desk
from apps.desk.services.returning import refuse_without_number
from apps.desk.views.keeping import Kept
from apps.dossiers.domain.asking import Defect
from apps.dossiers.domain.moves import Forbidden
from apps.dossiers.domain.promise import SupplementMode
from apps.dossiers.domain.status import Action, Delivery, Status
from apps.dossiers.services import filing, pausing, processing, returning
from apps.dossiers.services.processing import RECEIVING_DUTIES, PreparedResult
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.payments.domain.states import DemandState
from apps.payments.models import Demand
from apps.payments.services.billing import Notice, raise_demand
from apps.procedures.labels.fees import rule_words
from apps.procedures.selectors import checklist, fees_of


@dataclass(slots=True, kw_only=True)
class Attempt:
    """One official about to do one act on one dossier."""

    request: StaffRequest
    case: CaseFile
    kept: Kept = field(default_factory=Kept)

    @property
    def who(self) -> dict[str, Any]:
        """Whom, by whom, when: what every service wants to know."""
        return {"dossier_id": self.case.dossier.pk, "by": self.request.actor, "at": self.request.at}

    @property
    def start(self) -> dict[str, Any]:
        """What every form starts with: the posted content, or a fresh key and the last event shown."""
        if self.request.method == "POST":
            return {"data": self.request.POST}
        return {"initial": {"key": fresh_key(), "seen": self.case.dossier.last_sequence}}


def _plain(form: type[ActForm]) -> Callable[[Attempt], ActForm]:
    return lambda attempt: form(**attempt.start)


def _papers(attempt: Attempt) -> dict[str, Any]:
    dossier = attempt.case.dossier
    listed = [paper for paper in checklist(version=dossier.version, case=dossier.case) if not paper.is_note]
    missing = {paper.key for paper in attempt.case.checked.missing}
    wrong = {piece.key: piece for piece in attempt.case.pieces if piece.is_again}
    papers = [
        Proposed(
            name=paper.name,
            required_id=paper.key,
            defect=piece.defect if (piece := wrong.pop((paper.key, ""), None)) else _absent(paper.key in missing),
            fix=piece.verdict if piece else "",
        )
        for paper in listed
    ]
    listed_names = {paper.name for paper in listed}
    loose: dict[str, Piece | None] = dict.fromkeys(
        paper.name for paper in attempt.case.papers if paper.name not in listed_names
    )
    loose |= {piece.name: piece for piece in wrong.values()}
    papers += [
        Proposed(name=name, defect=piece.defect if piece else None, fix=piece.verdict if piece else "")
        for name, piece in loose.items()
    ]
    return {"papers": papers, **attempt.start}


def _absent(is_missing: bool) -> Defect | None:
    return Defect.ABSENT if is_missing else None


def _fix_form(attempt: Attempt) -> ActForm:
    return SupplementForm(**_papers(attempt))


def _fix_again_form(attempt: Attempt) -> ActForm:
    return SupplementForm(asked_before=attempt.case.dossier.fix_count, **_papers(attempt))


def _judge_form(attempt: Attempt) -> ActForm:
    return JudgeForm(pieces=attempt.case.pieces, **attempt.start)


def _request_form(attempt: Attempt) -> ActForm:
    dossier = attempt.case.dossier
    plain = dossier.terms or {"supplement_mode": dossier.arrangement.supplement_mode}
    return RequestForm(
        arranged=SupplementMode(plain["supplement_mode"]), asked_before=dossier.supplement_count, **_papers(attempt)
    )


def _stop_form(attempt: Attempt) -> ActForm:
    form = forms.ReasonForm(**attempt.start)
    pause = attempt.case.open_pause
    if pause and pause.answer_by_date:
        form.fields["reason"].initial = Sentences.UNANSWERED % {
            "day": day(pause.answer_by_date),
            "paper": pause.document,
        }
    return form


def _forward_form(attempt: Attempt) -> ActForm:
    dossier = attempt.case.dossier
    people = colleagues(
        agency_id=dossier.agency_id,
        duties=RECEIVING_DUTIES,
        at=attempt.request.at,
        besides=[attempt.request.actor.id],
    )
    form = forms.ForwardForm(colleagues=people, **attempt.start)
    proposed = next_step(dossier=dossier, at=attempt.request.at)
    if proposed:
        form.fields["planned_hours"].initial = proposed.hours
        form.fields["receiver"].help_text = next_step_words(
            step=proposed.step, unit=proposed.unit, beside=proposed.beside, is_signature=proposed.is_signature
        )
        besides = [attempt.request.actor.id]
        mine = able(dossier=dossier, step=proposed.step, at=attempt.request.at, besides=besides)
        form.fields["receiver"].initial = None if proposed.is_signature else proposed.receiver(mine)
    return form


def _send_form(attempt: Attempt) -> ActForm:
    needs_file = attempt.case.dossier.delivery == Delivery.ELECTRONIC
    has_file = any(result.file for result in attempt.case.results)
    return forms.SendForm(can_be_sent=has_file or not needs_file, **attempt.start)


def _result_form(attempt: Attempt) -> ActForm:
    dossier = attempt.case.dossier
    leaders = colleagues(
        agency_id=dossier.agency_id,
        duties=[Duty.LEADER],
        at=attempt.request.at,
        besides=[dossier.received_by_id, attempt.request.actor.id],
    )
    form = forms.ResultForm(leaders=leaders, **attempt.start)
    form.fields["title"].initial = next((paper["name"] for paper in dossier.version.results if paper.get("name")), "")
    if len(leaders) == 1:
        form.fields["leader"].initial = leaders[0].id
    return form


def _accept_form(attempt: Attempt) -> ActForm:
    form = forms.AcceptForm(courtesy=attempt.case.dossier.offering.courtesy, **attempt.start)
    if "courtesy" in form.fields:
        form.fields["courtesy"].initial = attempt.case.courtesy is not None
    form.fields["fee_amount"].help_text = _fee_of_the_day(attempt)
    form.fields["fee_amount"].initial = _paid_before(attempt)
    return form


def _fee_of_the_day(attempt: Attempt) -> str:
    """What filing in this way costs today, beside the field for what was collected; empty where nothing is said."""
    dossier, on = attempt.case.dossier, timezone.localdate(attempt.request.at)
    rules = fees_of(versions=[dossier.version], on=on, agency=dossier.agency)[dossier.version_id]
    said = "; ".join(rule_words(rule) for rule in rules if rule.channel in ("", dossier.channel))
    return _("Mức thu: {fee}.").format(fee=said[:300].rstrip(".")) if said else ""


def _paid_before(attempt: Attempt) -> int | None:
    """What the filer has paid already, so that nobody takes it again."""
    return sum(line.amount for line in attempt.case.money.lines if line.state is DemandState.PAID) or None


def _accept(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    desk.receive_online(
        **attempt.who,
        fee_amount=said["fee_amount"],
        fee_note=said["fee_note"],
        wants_courtesy=said.get("courtesy"),
        seen=said["seen"],
    )


def _ask_fix(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    assert isinstance(form, SupplementForm)
    desk.request_fix(**attempt.who, items=form.rows.lines(), reason=said["reason"], seen=said["seen"])


def _ask_fix_again(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    assert isinstance(form, SupplementForm)
    supplements.propose_fix_again(**attempt.who, request=form.wish(), seen=said["seen"])


def _answer_fix(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    filing.answer_fix(**attempt.who, note=said["note"], seen=said["seen"])


def _refuse(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    desk.refuse(**attempt.who, category=said["category"], reason=said["reason"], seen=said["seen"])


def _take(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    processing.take(**attempt.who, seen=said["seen"])


def _forward(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    processing.forward(
        **attempt.who,
        receiver_id=said["receiver"],
        planned_hours=said["planned_hours"],
        note=said["note"],
        seen=said["seen"],
    )


def _send_back(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    processing.send_back(**attempt.who, reason=said["reason"], seen=said["seen"])


def _propose_supplement(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    assert isinstance(form, RequestForm)
    supplements.propose_supplement(**attempt.who, request=form.wish(), seen=said["seen"])


def _accept_supplement(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    assert isinstance(form, JudgeForm)
    supplements.accept_supplement(
        **attempt.who,
        planned_hours=said["planned_hours"],
        verdicts=form.verdicts(),
        note=said["note"],
        seen=said["seen"],
    )


def _submit_for_signature(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    result = PreparedResult(
        title=said["title"], number=said["number"], outcome=said["outcome"], file=attempt.kept.files.get("file")
    )
    proposed = next_step(dossier=attempt.case.dossier, at=attempt.request.at)
    processing.submit_for_signature(
        **attempt.who,
        leader_id=said["leader"],
        result=result,
        planned_hours=proposed.hours if proposed and proposed.is_signature else None,
        note=said["note"],
        seen=said["seen"],
    )


def _return_to_officer(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    processing.return_to_officer(**attempt.who, reason=said["reason"], seen=said["seen"])


def _send_result(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    if attempt.case.dossier.delivery != Delivery.ELECTRONIC:  # paper has its own pages: the counter, the post
        status = Status(attempt.case.dossier.status)
        raise Forbidden(action=Action.SEND_RESULT, status=status, why="paper_has_its_page")
    refuse_without_number(dossier=attempt.case.dossier, action=Action.SEND_RESULT)
    returning.send_result(**attempt.who, way=Delivery.ELECTRONIC, seen=said["seen"])


def _withdraw_form(attempt: Attempt) -> ActForm:
    return forms.WithdrawForm(
        since=attempt.case.dossier.received_at, today=timezone.localdate(attempt.request.at), **attempt.start
    )


def _withdraw(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    stopping.withdraw(**attempt.who, reason=said["reason"], asked_on=said.get("asked_on"), seen=said["seen"])


def _request_payment(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    if said["amount"]:
        notice = Notice(
            title=said["title"] or _("Nghĩa vụ tài chính"),
            amount=said["amount"],
            legal_basis=said["legal_basis"],
            document=said["document"],
            note=said["note"],
            pauses=True,
        )
        raise_demand(**attempt.who, notice=notice, seen=said["seen"])
        return
    pausing.request_payment(
        **attempt.who,
        legal_basis=said["legal_basis"],
        document=said["document"],
        note=said["note"],
        seen=said["seen"],
    )


def _confirm_payment(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    dossier = attempt.case.dossier
    if Demand.objects.payable().filter(dossier=dossier, pauses=True).exists():
        # Money that we asked for ourselves has one door; taken there, it lets the clock go on by itself.
        raise Forbidden(action=Action.CONFIRM_PAYMENT, status=Status(dossier.status), why="money_first")
    pausing.confirm_payment(**attempt.who, proof=said["proof"], seen=said["seen"])


def _pause(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    pausing.pause(
        **attempt.who, kind=said["kind"], reason=said["reason"], legal_basis=said["legal_basis"], seen=said["seen"]
    )


def _resume(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    pausing.resume(**attempt.who, note=said["note"], seen=said["seen"])


def _propose_stop(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    stops.propose_stop(**attempt.who, reason=said["reason"], seen=said["seen"])


def _propose_apology(attempt: Attempt, said: Mapping[str, Any], form: ActForm) -> None:
    letters.propose_apology(
        **attempt.who, reason_code=said["reason_code"], reason=said["reason"], new_date=said["new_date"]
    )


@dataclass(frozen=True, slots=True)
class Doing:
    """How an act is asked about, and how it is done."""

    form: Callable[[Attempt], ActForm]
    do: Callable[[Attempt, Mapping[str, Any], ActForm], None]
    slip: SlipKind | None = None


DOINGS: dict[Act, Doing] = {
    Act.ACCEPT: Doing(_accept_form, _accept, SlipKind.RECEIPT),
    Act.ASK_FIX: Doing(_fix_form, _ask_fix, SlipKind.SUPPLEMENT_REQUEST),
    Act.ASK_FIX_AGAIN: Doing(_fix_again_form, _ask_fix_again),
    Act.ANSWER_FIX: Doing(_plain(forms.NoteForm), _answer_fix),
    Act.REFUSE: Doing(_plain(forms.RefuseForm), _refuse, SlipKind.REFUSAL),
    Act.TAKE: Doing(_plain(ActForm), _take),
    Act.FORWARD: Doing(_forward_form, _forward),
    Act.SUBMIT_FOR_SIGNATURE: Doing(_result_form, _submit_for_signature),
    Act.PROPOSE_SUPPLEMENT: Doing(_request_form, _propose_supplement),
    Act.ACCEPT_SUPPLEMENT: Doing(_judge_form, _accept_supplement),
    Act.PROPOSE_APOLOGY: Doing(_plain(forms.ApologyForm), _propose_apology),
    Act.SEND_BACK: Doing(_plain(forms.ReasonForm), _send_back),
    Act.RETURN_TO_OFFICER: Doing(_plain(forms.ReasonForm), _return_to_officer),
    Act.SEND_RESULT: Doing(_send_form, _send_result),
    Act.WITHDRAW: Doing(_withdraw_form, _withdraw, SlipKind.STOP),
    Act.REQUEST_PAYMENT: Doing(_plain(forms.PaymentForm), _request_payment),
    Act.CONFIRM_PAYMENT: Doing(_plain(forms.ProofForm), _confirm_payment),
    Act.PAUSE: Doing(_plain(forms.PauseForm), _pause),
    Act.RESUME: Doing(_plain(forms.NoteForm), _resume),
    Act.PROPOSE_STOP: Doing(_stop_form, _propose_stop),
}
