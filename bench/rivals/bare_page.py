"""The least a page of ours can be: its address, the log-in, the layout of the office around nothing.

What stands beside it is what a page does for itself. A client asks for it with `ROOT_URLCONF` set to this module.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from apps.officials.permissions import official_from
from config.urls import urlpatterns as ours


def bare(request: HttpRequest) -> HttpResponse:
    """The empty layout, for whoever works in an office."""
    official_from(request)
    return render(request, "base_staff.html")


urlpatterns = [path("trang-khong/", bare), *ours]
