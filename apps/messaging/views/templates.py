"""What messages say: the office's own words, tried on a sample before they are used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.messaging.domain.checking import Part, available, faults_of, required, worded_ways
from apps.messaging.domain.kinds import PLANS, Channel, Kind
from apps.messaging.domain.wording import Fault, Text
from apps.messaging.forms import WordingForm
from apps.messaging.labels import (
    CHANNEL_LABELS,
    FACT_LABELS,
    KIND_LABELS,
    channel_addresses,
    fault_words,
    kind_addresses,
)
from apps.messaging.models import MessageTemplate
from apps.messaging.selectors import templates as selectors
from apps.messaging.services.preview import Preview, preview
from apps.messaging.services.templates import BadWording, ChangedMeanwhile, back_to_default, change_wording
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.procedures.models import Offering
from apps.procedures.selectors import OfferedVersion, offered

WRITERS = (Duty.ADMINISTRATOR, Duty.EDITOR)
FRAGMENT = "X-Preview"
LONGEST_NUMBER = 9
Versions = Sequence[MessageTemplate]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a wording is said: of a kind, by a way, for one procedure or for all."""

    kind: Kind
    channel: Channel
    offer: OfferedVersion | None

    @property
    def offering(self) -> Offering | None:
        return self.offer.offering if self.offer else None

    @property
    def keys(self) -> dict[str, Any]:
        """The place as services and selectors are told it."""
        return {"kind": self.kind, "channel": self.channel, "offering": self.offering}

    @property
    def query(self) -> str:
        return _query(self.offer)

    @property
    def href(self) -> str:
        return _href(self.kind, self.channel, self.offer)


@require_safe
@needs(*WRITERS)
def templates(request: StaffRequest) -> HttpResponse:
    """Every kind and way with what is said today; `?thu-tuc=` for one procedure."""
    offers = offered(agency=request.official.agency, at=request.at)
    offer = _chosen(request, offers)
    said = selectors.in_force(agency=request.official.agency, offering=offer.offering if offer else None)
    rows = [
        {
            "kind": KIND_LABELS[kind],
            "to_official": PLANS[kind].to_official,
            "edited": sum(one.kind is kind and one.template is not None for one in said),
            "ways": [
                {
                    "words": CHANNEL_LABELS[one.channel],
                    "href": _href(kind, one.channel, offer),
                    "text": one.text,
                    "template": one.template,
                    "is_of_procedure": one.is_of_procedure,
                }
                for one in said
                if one.kind is kind
            ],
        }
        for kind in PLANS
    ]
    context = {
        "rows": rows,
        "offers": offers,
        "offer": offer,
        "spoken": selectors.with_own_wording(agency=request.official.agency, offers=offers),
        "broken": [
            {
                "kind": KIND_LABELS[Kind(one.template.kind)],
                "channel": CHANNEL_LABELS[Channel(one.template.channel)],
                "faults": [fault_words(fault) for wrong in one.faults.values() for fault in wrong],
            }
            for one in selectors.broken(agency=request.official.agency)
        ],
        "is_administrator": request.actor.has(Duty.ADMINISTRATOR),
    }
    return render(request, "messaging/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*WRITERS)
def template(request: StaffRequest, kind: str, channel: str) -> HttpResponse:
    """One wording: read, tried out, changed, given up. `?ban=2` takes an earlier version up again."""
    place = _place(request, kind, channel)
    versions = selectors.history(agency=request.official.agency, **place.keys)
    if request.method != "POST":
        return _show(request, place, versions, form=_form(request, place, versions))
    if request.POST.get("viec") == "mac-dinh":
        return _give_up(request, place)
    form = WordingForm(request.POST, channel=place.channel)
    if not form.is_valid():
        return _show(request, place, versions, form=form, status=422)
    if request.headers.get(FRAGMENT):
        return _live(request, place, form.text())
    if request.POST.get("viec") == "xem":
        return _try_out(request, place, versions, form)
    return _change(request, place, versions, form)


def _give_up(request: StaffRequest, place: Place) -> HttpResponse:
    seen = request.POST.get("seen", "")
    try:
        back_to_default(
            agency=request.official.agency,
            **place.keys,
            seen=int(seen) if seen.isdecimal() and len(seen) <= LONGEST_NUMBER else 0,
            by=request.actor,
            at=request.at,
        )
    except ChangedMeanwhile:
        messages.info(request, _("Vừa có người sửa câu chữ này. Đọc lại rồi mới bỏ."))
    else:
        messages.success(request, _("Đã dùng lại câu chữ mặc định."))
    return redirect(place.href)


def _live(request: StaffRequest, place: Place, text: Text) -> HttpResponse:
    """The preview alone, while somebody types."""
    wrong = [fault_words(fault) for faults in _faults(request, place, text).values() for fault in faults]
    context = {"place": place, "preview": _preview(request, place, text), "faults": wrong}
    return render(request, "messaging/preview.html", context)


def _try_out(request: StaffRequest, place: Place, versions: Versions, form: WordingForm) -> HttpResponse:
    text = form.text()
    wrong = _faults(request, place, text)
    form.blame(wrong)
    return _show(request, place, versions, form=form, tried=text, status=422 if wrong else 200)


def _change(request: StaffRequest, place: Place, versions: Versions, form: WordingForm) -> HttpResponse:
    text = form.text()
    try:
        change_wording(
            agency=request.official.agency,
            **place.keys,
            text=text,
            seen=form.cleaned_data["seen"],
            by=request.actor,
            at=request.at,
        )
    except BadWording as bad:
        form.blame(bad.faults)
        return _show(request, place, versions, form=form, tried=text, status=422)
    except ChangedMeanwhile:
        return _show_newer(request, place, text=text)
    messages.success(request, _("Đã lưu. Tin gửi từ bây giờ nói như thế này."))
    return redirect(place.href)


def _show_newer(request: StaffRequest, place: Place, *, text: Text) -> HttpResponse:
    """What was typed, beside the version somebody else wrote meanwhile."""
    versions = selectors.history(agency=request.official.agency, **place.keys)
    typed = {"subject": text.subject, "body": text.body, "seen": str(versions[0].version if versions else 0)}
    form = WordingForm(typed, channel=place.channel)
    form.add_error(None, _("Vừa có người sửa câu chữ này, xem lịch sử bên dưới. Bấm Lưu lần nữa để thay bản ấy."))
    return _show(request, place, versions, form=form, tried=text, status=409)


def _form(request: StaffRequest, place: Place, versions: Versions) -> WordingForm:
    """What is said today, or the earlier version that was asked for, ready to be changed."""
    asked = request.GET.get("ban", "")
    earlier = next((row for row in versions if str(row.version) == asked and not row.is_default), None)
    current = versions[0] if versions and not versions[0].is_default else None
    row = earlier or current
    text = Text(row.subject, row.body) if row else selectors.text_under(agency=request.official.agency, **place.keys)
    seen = versions[0].version if versions else 0
    return WordingForm(initial={"subject": text.subject, "body": text.body, "seen": seen}, channel=place.channel)


def _show(
    request: StaffRequest,
    place: Place,
    versions: Versions,
    *,
    form: WordingForm,
    tried: Text | None = None,
    status: int = 200,
) -> HttpResponse:
    subject = form["subject"].value() if "subject" in form.fields else ""
    typed = tried or Text(subject=subject or "", body=form["body"].value() or "")
    must = required(kind=place.kind, channel=place.channel, part=Part.BODY)
    in_subject = available(kind=place.kind, channel=place.channel, part=Part.SUBJECT)
    facts = [
        {"name": name, "words": FACT_LABELS[name], "must": name in must, "in_subject": name in in_subject}
        for name in FACT_LABELS
        if name in available(kind=place.kind, channel=place.channel, part=Part.BODY)
    ]
    context = {
        "place": place,
        "kind": KIND_LABELS[place.kind],
        "channel": CHANNEL_LABELS[place.channel],
        "form": form,
        "preview": _preview(request, place, typed),
        "facts": facts,
        "has_subject": "subject" in form.fields,
        "versions": versions,
        "is_own": bool(versions) and not versions[0].is_default,
        "list_href": reverse("messaging:templates") + place.query,
    }
    return render(request, "messaging/template.html", context, status=status)


def _preview(request: StaffRequest, place: Place, text: Text) -> Preview:
    return preview(agency=request.official.agency, kind=place.kind, channel=place.channel, text=text)


def _faults(request: StaffRequest, place: Place, text: Text) -> dict[Part, tuple[Fault, ...]]:
    titles = selectors.titles(agency=request.official.agency, offering=place.offering, at=request.at)
    return faults_of(text=text, kind=place.kind, channel=place.channel, titles=titles)


def _place(request: StaffRequest, kind: str, channel: str) -> Place:
    """The place an address names, or 404."""
    kinds, channels = kind_addresses(), channel_addresses()
    if kind not in kinds or channel not in channels:
        raise Http404
    found = Place(
        kind=kinds[kind],
        channel=channels[channel],
        offer=_chosen(request, offered(agency=request.official.agency, at=request.at)),
    )
    if found.channel not in worded_ways(found.kind):
        raise Http404
    return found


def _chosen(request: StaffRequest, offers: list[OfferedVersion]) -> OfferedVersion | None:
    """The procedure of `?thu-tuc=`; none when nothing is asked, 404 for what is not offered here."""
    code = request.GET.get("thu-tuc", "")
    if not code:
        return None
    offer = next((offer for offer in offers if offer.code == code), None)
    if offer is None:
        raise Http404
    return offer


def _href(kind: Kind, channel: Channel, offer: OfferedVersion | None) -> str:
    kinds = {kind: address for address, kind in kind_addresses().items()}
    channels = {channel: address for address, channel in channel_addresses().items()}
    return reverse("messaging:template", args=[kinds[kind], channels[channel]]) + _query(offer)


def _query(offer: OfferedVersion | None) -> str:
    return f"?{urlencode({'thu-tuc': offer.code})}" if offer else ""
