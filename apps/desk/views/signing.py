"""The signing room: read each paper, sign those that were read, send back with a reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.idempotency import OtherContent, once
from apps.desk.domain.apologies import DelayReason
from apps.desk.domain.papers import ApologyFacts
from apps.desk.forms.acts import ReasonForm
from apps.desk.forms.fields import fresh_key
from apps.desk.labels import DELAY_LABELS, Sentences
from apps.desk.models import Letter
from apps.desk.printing import render as press
from apps.desk.selectors.calendar_reviews import open_review
from apps.desk.selectors.corrections import corrections_to_sign
from apps.desk.selectors.layouts import layout_in_force
from apps.desk.selectors.signing import Group, ToSign, reading_doors, to_sign
from apps.desk.services.letters import letter_text, preview
from apps.desk.services.proposals import NotDrafted, OwnLetter
from apps.desk.services.signing import send_back_papers, sign_papers
from apps.desk.views.papers import pdf
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.labels import objection
from apps.dossiers.models import Dossier
from apps.dossiers.services.reading import log_read
from apps.dossiers.services.writing import ChangedMeanwhile, NoAllowance
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.worktime import OutsideCalendar

Rows = Mapping[str, ToSign]
KEYS = re.compile(r"(?:ca|thu|kq)-[0-9]{1,18}")


class Unread(Exception):
    """Nobody signs what was not shown to them."""


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.LEADER)
def signing(request: StaffRequest) -> HttpResponse:
    """The list and the paper being read (`?van-ban=`); posted, the signatures or the refusal."""
    groups = to_sign(actor=request.actor, agency=request.official.agency, at=request.at)
    rows = {row.key: row for group in groups for row in group.rows}
    if request.method != "POST":
        return _show(request, groups, rows)
    if request.POST.get("viec") == "tra-lai":
        return _send_back(request, groups, rows)
    return _sign(request, rows)


@require_safe
@needs(Duty.LEADER)
def draft(request: StaffRequest, letter_id: int) -> HttpResponse:
    """The letter as it would be sent, marked as a draft."""
    visible = Dossier.objects.visible_to(request.actor)
    letter = get_object_or_404(Letter, pk=letter_id, state=Letter.State.DRAFTED, dossier__in=visible)
    facts = preview(letter=letter, by=request.actor, at=request.at)
    layout = layout_in_force(agency=request.official.agency, kind=facts.kind)
    return pdf(press(facts=facts, layout=layout), name=f"du-thao-{letter.pk}")


def _sign(request: StaffRequest, rows: Rows) -> HttpResponse:
    """Each picked row by itself, in a transaction of its own: one that cannot be signed holds up none of the others,
    and two leaders with some of the same rows never wait for each other's batch."""
    picked = sorted(set(request.POST.getlist("chon")))
    if not picked:
        messages.error(request, Sentences.NOTHING_PICKED)
        return redirect("desk:signing")
    signed = []
    for key in picked:
        row = rows.get(key)
        try:
            signed.append(_sign_once(request, key, row))
        except (*TROUBLES, OtherContent) as error:
            messages.error(request, _not_signed(row, error))
    if signed:
        words = ngettext("Đã ký %(n)s hồ sơ.", "Đã ký %(n)s hồ sơ.", len(signed)) % {"n": len(signed)}
        messages.success(request, f"{words} {_('Mã: %(codes)s.') % {'codes': ', '.join(signed)}}")
    return redirect("desk:signing")


def _sign_once(request: StaffRequest, key: str, row: ToSign | None) -> str:
    """The reference of what was signed; posted again, the same answer."""
    if not KEYS.fullmatch(key):
        raise NotDrafted(key)
    answer = once(
        scope=f"desk:sign:{request.actor.key}:{key}",
        key=_posted_key(request),
        content={"picked": key},
        at=request.at,
        act=lambda: _sign_row(request, key, row),
    )
    reference: str = answer["signed"]
    return reference


def _sign_row(request: StaffRequest, key: str, row: ToSign | None) -> dict[str, str]:
    if row is None:
        raise NotDrafted(key)
    if not row.is_read:
        raise Unread(key)
    sign_papers(**_papers(row), by=request.actor, at=request.at, seen=_seen(request, key))
    return {"signed": row.dossier.reference}


def _not_signed(row: ToSign | None, error: Exception) -> str:
    said = {"which": row.sub if row else "", "why": _words(error)}
    return _("Chưa ký %(which)s: %(why)s") % said if row else said["why"]


# A row that cannot be reckoned is told of like any other: it may not undo the signatures beside it.
TROUBLES = (Forbidden, ChangedMeanwhile, NotDrafted, OwnLetter, Unread, OutsideCalendar, NoAllowance)


def _words(error: Exception) -> str:
    if isinstance(error, Unread):
        return str(Sentences.READ_FIRST)
    if isinstance(error, OtherContent):
        return str(Sentences.USED_PAGE)
    if isinstance(error, Forbidden):
        return objection(error.why)
    if isinstance(error, OwnLetter):
        return str(Sentences.OWN_LETTER)
    if isinstance(error, OutsideCalendar | NoAllowance):
        return str(Sentences.UNRECKONED)
    return str(Sentences.CHANGED_UNKNOWN if isinstance(error, ChangedMeanwhile) else Sentences.GONE)


def _papers(row: ToSign) -> dict[str, Any]:
    return {
        "dossier_id": row.dossier.pk,
        "letter_id": row.letter.pk if row.letter else None,
        "has_result": row.result is not None,
    }


def _posted_key(request: StaffRequest) -> str:
    return request.POST.get("key", "").replace("\x00", "")[:40]


def _seen(request: StaffRequest, key: str) -> int | None:
    posted = request.POST.get(f"seen-{key}", "")
    return int(posted) if posted.isdecimal() and len(posted) < 10 else None


def _send_back(request: StaffRequest, groups: Sequence[Group], rows: Rows) -> HttpResponse:
    key = request.POST.get("van-ban", "")
    row = rows.get(key)
    form = ReasonForm(request.POST)
    if row is not None and not form.is_valid():
        return _show(request, groups, rows, key=key, form=form, status=422)
    try:
        once(
            scope=f"desk:send-back:{row.dossier.pk if row else 0}:{request.actor.key}",
            key=_posted_key(request),
            content={"reason": request.POST.get("reason", "")},
            at=request.at,
            act=lambda: _send_back_row(request, row, form),
        )
    except (*TROUBLES, OtherContent) as error:
        messages.error(request, _words(error))
    else:
        messages.success(request, Sentences.SENT_BACK)
    return redirect("desk:signing")


def _send_back_row(request: StaffRequest, row: ToSign | None, form: ReasonForm) -> dict[str, str]:
    if row is None:
        raise NotDrafted
    said = form.cleaned_data
    send_back_papers(**_papers(row), reason=said["reason"], by=request.actor, at=request.at, seen=said["seen"])
    return {"sent_back": row.key}


def _show(
    request: StaffRequest,
    groups: Sequence[Group],
    rows: Rows,
    *,
    key: str = "",
    form: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    current = _named(rows, key or request.GET.get("van-ban", ""))
    if current is not None:
        for door in reading_doors(current):
            log_read(dossier=current.dossier, by=request.actor, door=door, at=request.at)
        groups = to_sign(actor=request.actor, agency=request.official.agency, at=request.at)
    unread = [row for group in groups for row in group.rows if not row.is_read and row.key != _key(current)]
    context = {
        "groups": groups,
        "corrections": corrections_to_sign(actor=request.actor),
        "calendar_review": open_review(agency_id=request.official.agency_id),
        "total": len(rows),
        "read": [row for group in groups for row in group.rows if row.is_read],
        "current": current,
        "reading": _reading(request, current),
        "form": form or _reason_form(current),
        "key": fresh_key(),
        "next_words": _("Đọc văn bản đầu tiên"),
        "next_href": f"{reverse('desk:signing')}?van-ban={unread[0].key}#vb" if unread else "",
    }
    return render(request, "desk/signing.html", context, status=status)


def _named(rows: Rows, key: str) -> ToSign | None:
    """The row with this key, or the one of the dossier that another page named."""
    return rows.get(key) or next((row for row in rows.values() if key == f"hs-{row.dossier.pk}"), None)


def _key(row: ToSign | None) -> str:
    return row.key if row else ""


def _reason_form(row: ToSign | None) -> ReasonForm | None:
    return ReasonForm(initial={"seen": row.dossier.last_sequence, "key": fresh_key()}) if row else None


def _reading(request: StaffRequest, row: ToSign | None) -> dict[str, Any]:
    """What stands beside the paper: the facts of the letter, why it is needed, who asks for it."""
    if row is None or row.letter is None:
        return {"facts": None, "paragraphs": [], "why": "", "proposer": ""}
    letter = row.letter
    code = letter.reason_code
    facts = preview(letter=letter, by=request.actor, at=request.at)
    return {
        "facts": facts,
        "paragraphs": letter_text(facts).split("\n\n") if isinstance(facts, ApologyFacts) else [],
        "why": DELAY_LABELS[DelayReason(code)] if code else "",
        "proposer": letter.proposed_by.name if letter.proposed_by else "",
    }
