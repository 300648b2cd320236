"""`/tai-khoan/thong-bao/`: by which ways a citizen wants to hear from the office."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.messaging.domain.recipients import masked
from apps.messaging.forms import WaysForm
from apps.messaging.selectors import chosen_ways
from apps.messaging.services import choose_ways
from apps.officials.selectors import office_settings, own_agency
from apps.portal.permissions import citizen, citizen_actor
from apps.portal.views.citizens import for_citizens


@for_citizens
@require_http_methods(["GET", "HEAD", "POST"])
def hearing(request: HttpRequest) -> HttpResponse:
    """The choice as it stands; posted, it holds for every message written from then on."""
    person, agency = citizen(request), own_agency()
    with_zalo = bool(office_settings(agency_id=agency.pk)["zalo_enabled"])
    if request.method == "POST":
        form = WaysForm(request.POST, with_zalo=with_zalo)
        form.is_valid()  # boxes are ticked or not; there is nothing to refuse
        choose_ways(
            agency_id=agency.pk,
            person_key=person.key,
            chosen=form.chosen(),
            by=citizen_actor(request),
            at=timezone.now(),
        )
        messages.success(request, _("Đã ghi cách nhận tin của bạn."))
        return redirect("portal:hearing")
    now = asdict(chosen_ways(agency_id=agency.pk, person_key=person.key))
    context = {
        "form": WaysForm(initial=now, with_zalo=with_zalo),
        "phone": masked(person.phone),
        "email": masked(person.email),
    }
    return render(request, "portal/hearing.html", context)
