"""Addresses for tests alone: every component on one page, and a form that uses every behaviour."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from django.utils.safestring import SafeString
from django.views.decorators.csrf import csrf_exempt

from tests.portal.drawn import DRAWN
from tests.portal.strict import draw

# Parts of other components here, and an id may stand on a page once.
INSIDE_OTHERS = {"proof", "leaf", "reader_tools", "log_out", "ways_on", "more"}
ONLY_THERE = {"task": "staff", "band": "staff", "pebble": "public"}
PAGE = """{% extends skeleton %}{% block title %}Bộ thành phần{% endblock %}
{% block main %}<div class="wrap section stack-l"><h1>Bộ thành phần</h1>
{% for piece in pieces %}<div>{{ piece }}</div>{% endfor %}</div>{% endblock %}"""
FORM = """{% extends "base.html" %}{% load static %}{% block title %}Tờ khai{% endblock %}
{% block main %}<h1>Tờ khai</h1><form method="post" action="/giu/" data-behaviour="unsaved autosave"
 data-autosave="/giu/">
<label for="ten">Tên</label><input id="ten" name="ten" data-key="F2"><input type="file" name="tep" aria-label="Tệp">
<button type="submit" name="gui" value="co" data-key="Ctrl+Enter">Gửi</button></form>
<p data-autosave-status>chưa lưu</p><a href="/bo-thanh-phan/public/">đi nơi khác</a>{% endblock %}
{% block scripts %}<script type="module" src="{% static 'js/autosave.js' %}"></script>
<script type="module" src="{% static 'js/shortcuts.js' %}"></script>{% endblock %}"""
KEPT: list[dict[str, str]] = []


def gallery(request: HttpRequest, skeleton: str) -> HttpResponse:
    """All of them, drawn from the inputs that the component tests use."""
    names = [n for n in DRAWN if n not in INSIDE_OTHERS and ONLY_THERE.get(n, skeleton) == skeleton]
    pieces = [SafeString(draw(f"components/{name}.html", **DRAWN[name][0])) for name in names]
    page = engines["django"].from_string(PAGE)
    return HttpResponse(page.render({"skeleton": f"base_{skeleton}.html", "pieces": pieces}, request))


@login_not_required
def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(FORM).render({}, request))


@login_not_required
@csrf_exempt
def keep(request: HttpRequest) -> HttpResponse:
    """What a draft's address does: keep what was sent, and say so in the line of a fragment."""
    KEPT.append({name: str(value) for name, value in request.POST.items()})
    return HttpResponse("<p data-saved>Đã lưu lúc 9:42</p>")


urlpatterns = [
    path("bo-thanh-phan/<slug:skeleton>/", gallery),
    path("to-khai/", form),
    path("giu/", keep),
    path("", include("apps.reports.urls")),  # the home page leads to the public figures
    path("", include("apps.portal.urls")),
]
