"""`/tai-khoan/thay-mat/`: for whom somebody acts; `/tai-khoan/to-chuc/`: who else may act for the same organisation."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.models import Membership
from apps.accounts.selectors import members, memberships
from apps.accounts.services import PersonFacts, meet_person
from apps.accounts.services.memberships import admit, end
from apps.core.limits import Limit, count
from apps.portal.domain.session import ACTING_FOR
from apps.portal.forms.account import MemberForm
from apps.portal.permissions import acting_by, natural_person
from apps.portal.selectors.helping import known_by_another_name
from apps.portal.views.citizens import for_citizens
from apps.portal.views.returning import safe_return

# Whoever tries numbers against names represents nobody; no organisation lets in more people than this in an hour.
LETTING_IN = Limit("let-in", 20, 3600)


@for_citizens
@require_http_methods(["GET", "HEAD", "POST"])
def acting(request: HttpRequest) -> HttpResponse:
    """For oneself or for an organisation, until the log-out or another choice."""
    person, next_page = natural_person(request), safe_return(request, default=reverse("portal:my_dossiers"))
    held = {str(row.pk): row for row in memberships(person_id=person.pk, on=timezone.localdate())}
    chosen = request.POST.get("thay_mat", "")
    if request.method == "POST" and (chosen == "minh" or chosen in held):
        request.session.pop(ACTING_FOR, None)
        if chosen in held:
            request.session[ACTING_FOR] = held[chosen].pk
        return redirect(next_page)
    context = {
        "person": person,
        "held": list(held.values()),
        "now_for": acting_by(request),
        "next": next_page,
        "has_error": request.method == "POST",
    }
    return render(request, "portal/acting.html", context, status=422 if request.method == "POST" else 200)


@for_citizens
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest) -> HttpResponse:
    """Whom the representative lets act for the organisation, and the door to let in one more."""
    mine, today = _as_representative(request), timezone.localdate()
    form = MemberForm(request.POST if request.method == "POST" else None, today=today)
    if request.method == "POST":
        count(limits=[(LETTING_IN, mine.person.key)], at=timezone.now())
        if form.is_valid() and _let_in(mine=mine, form=form):
            messages.success(request, _("Đã giao. Người đó đăng nhập là thấy tên tổ chức để chọn."))
            return redirect("portal:organisation")
    context = {
        "form": form,
        "organisation": mine.organisation,
        "rows": members(organisation_id=mine.organisation_id, on=today),
        "mine": mine,
    }
    return render(request, "portal/organisation.html", context, status=422 if form.errors else 200)


@for_citizens
@require_POST
def end_member(request: HttpRequest, membership_id: int) -> HttpResponse:
    """That person acts for the organisation no more, from their next press on."""
    mine = _as_representative(request)
    row = members(organisation_id=mine.organisation_id, on=timezone.localdate()).filter(pk=membership_id).first()
    if row is None or row.role == Membership.Role.REPRESENTATIVE:
        raise Http404
    end(membership=row, ended_by=mine.person.key, at=timezone.now())
    messages.success(request, _("Đã cho thôi."))
    return redirect("portal:organisation")


def _let_in(*, mine: Membership, form: MemberForm) -> bool:
    """Whether they are let in; if not, the form says why. Whose number it is is told to nobody who does not know it."""
    at, told = timezone.now(), form.cleaned_data
    if known_by_another_name(personal_id=told["personal_id"], name=told["name"]):
        form.add_error("personal_id", _("Số này mang tên khác. So lại từng số và họ tên với căn cước của người đó."))
        return False
    person = meet_person(facts=PersonFacts(name=told["name"], personal_id=told["personal_id"]), at=at)
    held = memberships(person_id=person.pk, on=form.today).filter(organisation=mine.organisation).first()
    if held and held.role == Membership.Role.REPRESENTATIVE:
        is_me = person.pk == mine.person_id
        other = _("Người này đã là người đại diện của tổ chức.")
        own = _("Đây là số của chính bạn: bạn đã là người đại diện.")
        form.add_error("personal_id", own if is_me else other)
        return False
    admit(
        organisation=mine.organisation,
        person=person,
        role=Membership.Role.DELEGATE,
        from_date=form.today,
        to_date=told["to_date"],
        made_by=mine.person.key,
        at=at,
    )
    return True


def _as_representative(request: HttpRequest) -> Membership:
    """What you may not do does not exist."""
    natural_person(request)
    mine = acting_by(request)
    if mine is None or mine.role != Membership.Role.REPRESENTATIVE:
        raise Http404
    return mine
