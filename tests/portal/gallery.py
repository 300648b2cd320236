"""Addresses for tests alone: every component on one page, inside each skeleton of the house."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from django.utils.safestring import SafeString

from tests.portal.drawn import DRAWN
from tests.portal.strict import draw

# Parts of other components here, and an id may stand on a page once.
INSIDE_OTHERS = {"proof", "leaf", "reader_tools", "log_out", "ways_on", "more"}
ONLY_THERE = {"task": "staff", "band": "staff", "pebble": "public"}
PAGE = """{% extends skeleton %}{% block title %}Bộ thành phần{% endblock %}
{% block main %}<div class="wrap section stack-l"><h1>Bộ thành phần</h1>
{% for piece in pieces %}<div>{{ piece }}</div>{% endfor %}</div>{% endblock %}"""


def gallery(request: HttpRequest, skeleton: str) -> HttpResponse:
    """All of them, drawn from the inputs that the component tests use."""
    names = [n for n in DRAWN if n not in INSIDE_OTHERS and ONLY_THERE.get(n, skeleton) == skeleton]
    pieces = [SafeString(draw(f"components/{name}.html", **DRAWN[name][0])) for name in names]
    page = engines["django"].from_string(PAGE)
    return HttpResponse(page.render({"skeleton": f"base_{skeleton}.html", "pieces": pieces}, request))


urlpatterns = [
    path("bo-thanh-phan/<slug:skeleton>/", gallery),
    path("", include("apps.portal.urls")),
]
