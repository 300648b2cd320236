"""Walk-in reception."""

from __future__ import annotations

from django.http import HttpResponse

from apps.desk.permissions import StaffRequest
from apps.desk.views.doors import DESK_DUTIES, needs


@needs(*DESK_DUTIES)
def reception(request: StaffRequest) -> HttpResponse:
    return HttpResponse(status=501)
