"""Chỗ cần xem: the doubts of the import, worked off one key at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.procedures.domain.doubts import Doubt, What
from apps.procedures.domain.settling import Answer
from apps.procedures.forms.doubts import DoubtForm, form_for, value_of
from apps.procedures.labels import CHANNELS, DOUBTS
from apps.procedures.labels.doubts import WHATS, answer_words
from apps.procedures.models import ReviewItem
from apps.procedures.permissions import EDITORS
from apps.procedures.selectors import doubts as selectors
from apps.procedures.selectors.doubts import DoubtRow, SettledRow, WantedDoubts
from apps.procedures.services.settling import settle, undo

FILTERS = ("pham-vi", "thu-tuc", "loai", "ly-do", "linh-vuc", "sau")
EVERYWHERE = "tat-ca"


@require_safe
@needs(*EDITORS)
def doubts(request: StaffRequest) -> HttpResponse:
    """A page of doubts, first those of the procedures this office does."""
    wanted, agency = _wanted(request.GET), request.official.agency
    found = selectors.found_doubts(agency=agency, at=request.at, wanted=wanted, after=_number(request.GET, "sau"))
    settled_id = _number(request.GET, "vua")
    just = selectors.just_settled(settlement_id=settled_id, official_id=request.official.pk) if settled_id else None
    here = reverse("procedures:reviews")
    query = _query(request.GET)
    context = {
        "found": found,
        "cards": [
            _card(row, query=query, later="" if number else f"{here}?{_query(request.GET, sau=str(row.item.pk))}")
            for number, row in enumerate(found.rows)
        ],
        "chips": [
            _chip(request.GET, "pham-vi", "", _("Thủ tục cơ quan đang làm"), found.here),
            _chip(request.GET, "pham-vi", EVERYWHERE, _("Cả danh mục"), found.everywhere),
        ],
        "whats": _options(WHATS, found.by_what, wanted.what),
        "reasons": _options(DOUBTS, found.by_reason(wanted.what), wanted.reason),
        "wanted": wanted,
        "just": _settled_words(just) if just else None,
        "query": query,
        "older": f"{here}?{_query(request.GET, sau=str(found.next))}" if found.next else "",
        "newer": f"{here}?{_query(request.GET, sau='')}" if _number(request.GET, "sau") else "",
        "is_all": wanted.everywhere,
        "all_href": f"{here}?pham-vi={EVERYWHERE}",
    }
    return render(request, "procedures/doubts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def doubt(request: StaffRequest, item_id: int) -> HttpResponse:
    """One doubt with everything around it; the answer, for this place or for all that are worded alike."""
    try:
        item = ReviewItem.objects.only("what", "settled_at").get(pk=item_id)
    except ReviewItem.DoesNotExist as gone:
        raise Http404 from gone
    query = _query(request.GET)
    form = form_for(What(item.what))(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _settle(request, item, form, query)
    try:
        one = selectors.one_doubt(item_id=item_id, at=request.at)
    except ReviewItem.DoesNotExist:
        messages.info(request, _("Chỗ này đã được chốt, hoặc thủ tục đã có văn bản mới."))
        return redirect(f"{reverse('procedures:reviews')}?{query}")
    context = {"card": _card(one.row, query=query, later=""), "alike": one.alike, "form": form, "query": query}
    return render(request, "procedures/doubt.html", context, status=422 if form.errors else 200)


def _settle(request: StaffRequest, item: ReviewItem, form: DoubtForm, query: str) -> HttpResponse:
    everywhere = form.cleaned_data["ca"]
    given = settle(item_id=item.pk, answer=form.answer, everywhere=everywhere, by=request.actor, at=request.at)
    if given is None:
        messages.info(request, _("Chỗ này đã được chốt trước đó."))
        return redirect(f"{reverse('procedures:reviews')}?{query}")
    return redirect(f"{reverse('procedures:reviews')}?{query}{'&' if query else ''}vua={given.pk}")


@require_safe
@needs(*EDITORS)
def settled(request: StaffRequest) -> HttpResponse:
    """The answers that hold, newest first; each can be taken back."""
    rows, following = selectors.settled(after=_number(request.GET, "sau"))
    here = reverse("procedures:settled")
    context = {
        "rows": [_settled_words(row) for row in rows],
        "older": f"{here}?sau={following}" if following else "",
        "newer": here if _number(request.GET, "sau") else "",
    }
    return render(request, "procedures/settled.html", context)


@require_POST
@needs(*EDITORS)
def take_back(request: StaffRequest, settlement_id: int) -> HttpResponse:
    """An answer is taken back wherever it was given; pressed twice, it happens once."""
    reopened = undo(settlement_id=settlement_id, by=request.actor, at=request.at)
    if reopened:
        words = ngettext("Đã hoàn tác: %(count)s chỗ lại chờ xem.", "Đã hoàn tác: %(count)s chỗ lại chờ xem.", reopened)
        messages.success(request, words % {"count": reopened})
    else:
        messages.info(request, _("Việc này đã được hoàn tác trước đó."))
    return redirect(f"{reverse('procedures:reviews')}?{_query(request.GET)}")


def _wanted(asked: QueryDict) -> WantedDoubts:
    what, reason = asked.get("loai", ""), asked.get("ly-do", "")
    return WantedDoubts(
        what=What(what) if what in set(What) else None,
        reason=Doubt(reason) if reason in set(Doubt) else None,
        field=_text(asked, "linh-vuc"),
        code=_text(asked, "thu-tuc"),
        everywhere=asked.get("pham-vi") == EVERYWHERE,
    )


def _text(asked: QueryDict, name: str) -> str:
    return asked.get(name, "")[:200].replace("\x00", "")


def _number(asked: QueryDict, name: str) -> int:
    text = asked.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _query(asked: QueryDict, **changed: str) -> str:
    """The filters of the list, for the address that leads back to it."""
    kept = {name: asked[name] for name in FILTERS if asked.get(name)} | changed
    return urlencode({name: value for name, value in kept.items() if value})


def _chip(asked: QueryDict, name: str, value: str, words: str, count: int) -> dict[str, Any]:
    query = _query(asked, **{name: value, "sau": ""})
    is_on = (asked.get(name) == EVERYWHERE) == (value == EVERYWHERE)
    return {"href": f"?{query}", "words": words, "count": count, "is_on": is_on}


def _options(words: Mapping[Any, Any], counts: Mapping[Any, int], chosen: str | None) -> list[dict[str, Any]]:
    return [
        {"value": str(one), "words": words[one], "count": counts[one], "is_on": one == chosen}
        for one in words
        if one in counts
    ]


def _card(row: DoubtRow, *, query: str, later: str) -> dict[str, Any]:
    item = row.item
    is_unverified = item.reason == Doubt.UNVERIFIED
    return {
        "row": row,
        "item": item,
        "what": WHATS[What(item.what)],
        "reason": DOUBTS[item.reason],
        "beside": [(CHANNELS[one.channel], one) for one in row.beside],
        "choices": [(value_of(answer), answer_words(answer)) for answer in row.proposals],
        "keep_words": _("Đã đối chiếu, đúng") if is_unverified else answer_words(Answer()),
        "has_own": What(item.what) in (What.TIME, What.FEE),
        "later": later,
        "href": reverse("procedures:doubt", args=[item.pk]) + (f"?{query}" if query else ""),
    }


def _settled_words(row: SettledRow) -> dict[str, Any]:
    settlement = row.settlement
    answer = Answer(time=settlement.time, fee=settlement.fee)
    return {"row": row, "words": answer_words(answer), "what": WHATS[What(settlement.what)]}
