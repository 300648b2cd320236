"""`/quay/ho-so/<mã>/hen-lam-viec/`: a day and a session to come back, on a slip of its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.idempotency import OtherContent, once
from apps.desk.domain.appointments import TALKED_ABOUT, Half
from apps.desk.domain.papers import SlipKind
from apps.desk.forms.appointments import AppointmentForm
from apps.desk.forms.fields import fresh_key
from apps.desk.labels.appointments import EARLIER_PAGE, HAS_ENDED, OTHER_DESK
from apps.desk.selectors.asking import to_bring
from apps.desk.services.appointments import NothingToTalkAbout, OtherDesk, offer_appointment
from apps.desk.services.slips import issuing_agency
from apps.desk.views.doors import APPOINTING_DUTIES
from apps.desk.views.dossiers import find
from apps.dossiers.models import Dossier
from apps.dossiers.services.reading import log_read
from apps.officials.permissions import StaffRequest
from apps.officials.selectors.calendars import work_calendar
from apps.officials.views.doors import needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*APPOINTING_DUTIES)
def appointment(request: StaffRequest, reference: str) -> HttpResponse:
    """The form, filled with the next working morning and with what was asked for; posted, the slip is issued."""
    found = find(request, reference)
    if issuing_agency(dossier=found, kind=SlipKind.APPOINTMENT).pk != request.actor.agency_id:
        raise Http404
    calendar = work_calendar(agency=request.official.agency, at=request.at)
    form = AppointmentForm(
        request.POST if request.method == "POST" else None,
        calendar=calendar,
        at=request.at,
        initial={
            "on": calendar.next_working_day(calendar.local_date(request.at)),
            "half": Half.MORNING,
            "bring": "\n".join(to_bring(dossier=found)),
            "key": fresh_key(),
        },
    )
    log_read(dossier=found, by=request.actor, door="desk/appointment", at=request.at)
    if form.is_bound and form.is_valid() and _offered(request, found, form):
        messages.success(request, _("Đã lập phiếu hẹn. In phiếu và đưa cho người dân."))
        return redirect("desk:dossier", found.reference)
    context = {"dossier": found, "form": form, "may_offer": found.status in TALKED_ABOUT}
    return render(request, "desk/appointment.html", context, status=422 if form.errors else 200)


def _offered(request: StaffRequest, found: Dossier, form: AppointmentForm) -> bool:
    said = form.cleaned_data

    def act() -> dict[str, int]:
        slip = offer_appointment(
            dossier_id=found.pk,
            slot=said["slot"],
            why=said["why"],
            bring=said["bring"],
            by=request.actor,
            at=request.at,
        )
        return {"slip": slip.pk}

    try:
        once(
            scope=f"desk:appointment:{request.actor.key}:{found.pk}",
            key=said["key"],
            content={name: str(request.POST.get(name, "")) for name in ("on", "half", "why", "bring")},
            at=request.at,
            act=act,
        )
    except NothingToTalkAbout:
        form.add_error(None, str(HAS_ENDED))
    except OtherDesk:
        form.add_error(None, str(OTHER_DESK))
    except OtherContent:
        form.add_error(None, str(EARLIER_PAGE))
    return not form.errors
