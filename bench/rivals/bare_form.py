"""The simplest good way to a form in steps: Django's own form, one template, one row that each POST writes.

Behind the same middleware and log-in as ours, so that what is compared is what a filing adds: permissions, who may save
over whom, answers judged and sealed, what is still missing, the layout, the event chain, the messages.
"""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Engine, RequestContext
from django.urls import path
from django.utils import timezone

from apps.dossiers.models import Dossier

PAGE = Engine(builtins=["django.template.defaulttags"]).from_string(
    """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Hồ sơ</title></head><body>
<form method="post">{% csrf_token %}{{ form.as_p }}<button>Lưu</button></form></body></html>"""
)


class BareForm(forms.Form):
    """As many fields as a step of ours has."""

    full_name = forms.CharField(max_length=200)
    personal_id = forms.CharField(max_length=12)
    purpose = forms.CharField(widget=forms.Textarea)


def bare(request: HttpRequest, pk: int) -> HttpResponse:
    """One step: drawn from its row, written to it."""
    dossier = Dossier.objects.get(pk=pk)
    form = BareForm(request.POST or None, initial={"full_name": dossier.applicant_name})
    if form.is_valid():
        dossier.applicant_name, dossier.saved_at = form.cleaned_data["full_name"], timezone.now()
        dossier.save(update_fields=["applicant_name", "saved_at"])
        return HttpResponseRedirect(request.path)
    return HttpResponse(PAGE.render(RequestContext(request, {"form": form})))


urlpatterns = [path("bare/<int:pk>/", bare)]
