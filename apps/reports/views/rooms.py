"""The rooms of the board beyond its first page; each shows one month, this one unless said otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.domain.actor import Actor
from apps.officials.models import Agency
from apps.reports import permissions
from apps.reports.domain.periods import Month, NotAMonth
from apps.reports.domain.units import Order
from apps.reports.labels.board import BASIS_LABELS, month_words
from apps.reports.labels.rooms import COMPARED, ORDER_LABELS
from apps.reports.selectors import pictures as drawn
from apps.reports.selectors import sums as counted
from apps.reports.selectors.bottlenecks import NoSuchPlace, Spot, bottlenecks, place_list
from apps.reports.selectors.by_procedure import by_procedure as procedures_of
from apps.reports.selectors.hamlets import by_hamlet as hamlets_of
from apps.reports.selectors.lines import late_lines
from apps.reports.selectors.menu import menu
from apps.reports.selectors.steps import by_steps
from apps.reports.selectors.units import has_units
from apps.reports.selectors.units import units as units_of
from apps.reports.selectors.ways import ways as ways_of
from apps.reports.selectors.workload import workload

MONTHS_OFFERED = 6
Asked = Mapping[str, Any]


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Who holds how much, and where dossiers lie."""
    return _room(request, "people", _people)


@require_safe
def by_procedure(request: HttpRequest) -> HttpResponse:
    """Received, done, late and the time saved against the law, by procedure."""
    return _room(request, "by_procedure", _by_procedure)


@require_safe
def ways(request: HttpRequest) -> HttpResponse:
    """By which way dossiers came, and what became of them."""
    return _room(request, "ways", _ways)


@require_safe
def by_hamlet(request: HttpRequest) -> HttpResponse:
    """From which hamlet dossiers came, and what became of them."""
    return _room(request, "by_hamlet", _by_hamlet)


@require_safe
def pictures(request: HttpRequest) -> HttpResponse:
    """The same figures to look at: the hours of the week, what came and went, the year."""
    return _room(request, "pictures", _pictures)


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The agencies below this one side by side, in the order of `?xep=`; where there are none, no such room."""
    try:
        order = Order(request.GET.get("xep", Order.NAME))
    except ValueError:
        return redirect("reports:units")
    return _room(request, "units", partial(_units, order), kept="" if order is Order.NAME else f"&xep={order}")


@require_safe
def place(request: HttpRequest) -> HttpResponse:
    """The dossiers that lay at one place of `people`, the longest first."""
    at, asked = timezone.now(), request.GET
    actor, agency = permissions.reader(request, at=at)
    try:
        month = Month.read(asked.get("thang", ""))
        spot = Spot.said(stage=asked.get("khau", ""), step=asked.get("buoc", ""), unit=asked.get("bo-phan", ""))
        found = place_list(month=month, actor=actor, agency=agency, at=at, spot=spot)
    except (NotAMonth, NoSuchPlace) as error:
        raise Http404 from error
    context = {"found": found, "month": month, "month_words": month_words(month), "at": at}
    return render(request, "reports/place.html", context)


def _people(month: Month, actor: Actor, agency: Agency, at: datetime) -> Asked:
    basis = counted.basis_of(agency=agency)
    load = workload(month=month, actor=actor, agency=agency, at=at, basis=basis)
    steps = by_steps(actor=actor, agency=agency, at=at)
    lateness = late_lines(sums=counted.lateness(agency_id=agency.pk, month=month), month=month)
    return {
        "load": load,
        "steps": steps,
        "stuck": bottlenecks(month=month, actor=actor, agency=agency, at=at, done=load.total["done"]),
        "lateness": lateness,
        "late_by_first": sum(line.figure.value for line in lateness),
        "basis_words": BASIS_LABELS[basis],
    }


def _by_procedure(month: Month, actor: Actor, agency: Agency, at: datetime) -> Asked:
    basis = counted.basis_of(agency=agency)
    found = procedures_of(month=month, actor=actor, agency=agency, at=at, basis=basis)
    return {"found": found, "basis_words": BASIS_LABELS[basis]}


def _ways(month: Month, actor: Actor, agency: Agency, at: datetime) -> Asked:
    basis = counted.basis_of(agency=agency)
    found = ways_of(month=month, actor=actor, agency=agency, basis=basis)
    before = ways_of(month=month.previous, actor=actor, agency=agency, basis=basis)
    return {
        "found": found,
        "compared": [(name, words, found.total.figures[name], before.total.figures[name]) for name, words in COMPARED],
        "previous_words": month_words(month.previous),
        "basis_words": BASIS_LABELS[basis],
    }


def _by_hamlet(month: Month, actor: Actor, agency: Agency, at: datetime) -> Asked:
    basis = counted.basis_of(agency=agency)
    found = hamlets_of(month=month, actor=actor, agency=agency, at=at, basis=basis)
    return {"found": found, "basis_words": BASIS_LABELS[basis]}


def _pictures(month: Month, actor: Actor, agency: Agency, at: datetime) -> Asked:
    return {
        "heat": drawn.heat(actor=actor, agency=agency, at=at),
        "fall": drawn.fall(month=month, actor=actor, agency=agency),
        "trend": drawn.trend(month=month, agency=agency),
        "fields": drawn.fields(month=month, agency=agency),
    }


def _units(order: Order, month: Month, actor: Actor, agency: Agency, at: datetime) -> Asked:
    if not has_units(agency=agency):
        raise Http404
    basis = counted.basis_of(agency=agency)
    address = f"{reverse('reports:units')}?thang={month.text}&xep="
    return {
        "found": units_of(month=month, agency=agency, at=at, basis=basis, order=order),
        "orders": [
            {"href": f"{address}{one}", "words": words, "count": None, "is_on": one is order}
            for one, words in ORDER_LABELS.items()
        ],
        "previous_words": month_words(month.previous),
        "basis_words": BASIS_LABELS[basis],
    }


def _room(
    request: HttpRequest, room: str, show: Callable[[Month, Actor, Agency, datetime], Asked], *, kept: str = ""
) -> HttpResponse:
    """The room with its months; a month that is none, or not yet, leads to this one. Chips repeat what is `kept`."""
    at = timezone.now()
    actor, agency = permissions.reader(request, at=at)
    current, address = Month.of(at), reverse(f"reports:{room}")
    try:
        month = Month.read(request.GET["thang"]) if "thang" in request.GET else current
    except NotAMonth:
        return redirect(address)
    if month > current:
        return redirect(address)
    offered = dict.fromkeys([*(current.back(number) for number in range(MONTHS_OFFERED)), month])
    context = {
        **show(month, actor, agency, at),
        "menu": menu(room=room, agency=agency, month=month),
        "month": month,
        "month_words": month_words(month),
        "chips": [
            {
                "href": f"{address}?thang={one.text}{kept}",
                "words": month_words(one).capitalize(),
                "count": None,
                "is_on": one == month,
            }
            for one in offered
        ],
        "at": at,
    }
    return render(request, f"reports/{room}.html", context)
