"""The simplest good way to a list of dossiers: one query, one page of fifty, Django's own template and filters.

No log-in, no permissions, no layout, no translation, no count of the whole: what is left when everything that a portal
owes its people is taken away, so it is a ceiling rather than a competitor. A server calls `application` to make it.
"""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import Context, Engine  # noqa: E402
from django.urls import path  # noqa: E402

from apps.dossiers.models import Dossier  # noqa: E402

SIZE = 50
PAGE = Engine().from_string(
    """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Hồ sơ</title></head><body><table>
<tr><th>Hồ sơ</th><th>Nhận</th><th>Hẹn</th><th>Có kết quả</th><th>Tình trạng</th></tr>
{% for d in dossiers %}<tr><th><a href="/quay/ho-so/{{ d.code }}/">{{ d.procedure_name }} – {{ d.applicant_name }}</a>
{{ d.code }} · {{ d.field.name }} · {{ d.channel }} · {{ d.holder.name }}</th><td>{{ d.received_at|date:"d/m/Y" }}</td>
<td>{{ d.first_due_at|date:"d/m/Y" }}</td><td>{{ d.finished_at|date:"d/m/Y" }}</td>
<td>{{ d.status }} {{ d.timeliness }}</td></tr>
{% endfor %}</table></body></html>"""
)


def dossiers(request: HttpRequest) -> HttpResponse:
    """The first fifty dossiers that an agency received since a day."""
    asked = request.GET
    found = (
        Dossier.objects.filter(
            agency_id=asked["agency"], received_at__gte=asked["since"], received_at__lt=asked["until"]
        )
        .select_related("field", "holder")
        .order_by("received_at", "pk")[:SIZE]
    )
    return HttpResponse(PAGE.render(Context({"dossiers": found})))


urlpatterns = [path("dossiers/", dossiers)]


def application() -> WSGIHandler:
    """Django without a single middleware; it changes the settings of its process, so it is made on demand only."""
    from django.conf import settings

    settings.MIDDLEWARE, settings.ROOT_URLCONF = [], __name__
    return WSGIHandler()
