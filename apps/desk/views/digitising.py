"""Papers scanned after reception, and the share of what is digital by month and agency with the papers behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.desk.forms.digitising import SignedCopyForm
from apps.desk.labels.digitising import BEHIND_WORDS, NOT_TO_SCAN, SIGNED_KINDS, STATES
from apps.desk.selectors.keyset import BadMark, cut
from apps.desk.views.doors import SCANNING_DUTIES
from apps.desk.views.dossiers import find
from apps.desk.views.keeping import keep
from apps.dossiers.domain.digitisation import Digitisation, SignedKind, share_of
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DossierDocument, SignedCopy
from apps.dossiers.selectors.digitising import month_shares, papers_behind, state_of, to_digitise
from apps.dossiers.services.reading import log_read
from apps.dossiers.services.scanning import NotToScan, Signature, note_signed, scan_in
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs

COUNTERS = (*SCANNING_DUTIES, Duty.UNIT_HEAD, Duty.LEADER, Duty.INSPECTOR, Duty.STATISTICS)
SIZE = 50
FIRST_YEAR = 2020


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """One paper with its state, its scan, and the signature that was noted of it."""

    paper: DossierDocument
    state: Digitisation
    state_label: str
    signed: SignedCopy | None
    signed_label: str
    may_scan: bool
    error: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*SCANNING_DUTIES)
def scan_papers(request: StaffRequest, reference: str) -> HttpResponse:
    """Every paper of a dossier with its state; scans and signatures are added, none is taken away."""
    found = find(request, reference)
    if found.agency_id != request.actor.agency_id or found.status == Status.DRAFT:
        raise Http404
    errors: dict[int, str] = {}
    form = SignedCopyForm(today=timezone.localdate(request.at))
    if request.method == "POST":
        form = _signature_form(request)
        errors = _signed(request, found, form) if request.POST.get("viec") == "ky-so" else _scanned(request, found)
        if not errors and not form.errors:
            return redirect("desk:scan_papers", found.reference)
    log_read(dossier=found, by=request.actor, door="desk/scan_papers", at=request.at)
    rows = _rows(found, errors)
    counted = set(to_digitise().filter(dossier=found).values_list("pk", flat=True))
    context = {
        "dossier": found,
        "rows": rows,
        "share": share_of(row.state for row in rows if row.paper.pk in counted),
        "form": form,
        "to_sign": [row for row in rows if row.paper.file_id and row.state is not Digitisation.NONE and not row.signed],
        "signing": request.POST.get("giay", ""),
    }
    return render(request, "desk/scan_papers.html", context, status=422 if errors or form.errors else 200)


@require_safe
@needs(*COUNTERS)
def digitised(request: StaffRequest) -> HttpResponse:
    """The share month by month (`?nam=`), or the papers behind one figure (`?thang=`, `?co-quan=`, `?xem=`)."""
    this_year = timezone.localdate(request.at).year
    if request.GET.get("thang"):
        return _behind(request)
    typed = request.GET.get("nam", "")
    year = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) == 4 else this_year
    if not FIRST_YEAR <= year <= this_year:
        raise Http404
    shares = month_shares(actor=request.actor, year=year)
    context = {
        "year": year,
        "years": range(this_year, max(this_year - 5, FIRST_YEAR) - 1, -1),
        "rows": [(row, row.share.denominator - row.share.numerator) for row in shares],
    }
    return render(request, "desk/digitised.html", context)


def _behind(request: StaffRequest) -> HttpResponse:
    kind, agency = request.GET.get("xem", "chua"), request.GET.get("co-quan", "")
    try:
        month = date.fromisoformat(f"{request.GET['thang']}-01")
        agency_id = int(agency)
    except ValueError as error:
        raise Http404 from error
    if kind not in BEHIND_WORDS or not FIRST_YEAR <= month.year <= timezone.localdate(request.at).year:
        raise Http404
    rows = papers_behind(actor=request.actor, agency_id=agency_id, month=month, kind=kind)
    after, before = request.GET.get("sau", ""), request.GET.get("truoc", "")
    try:
        page = cut(rows, by="received_at", after=after, before=before, size=SIZE)
    except BadMark:
        page = cut(rows, by="received_at", size=SIZE)
    base = f"{reverse('desk:digitised')}?thang={month:%Y-%m}&co-quan={agency_id}"
    here = f"{base}&xem={kind}"
    context = {
        "month": month,
        "chips": [
            {"href": f"{base}&xem={word}", "words": words, "count": None, "is_on": word == kind}
            for word, words in BEHIND_WORDS.items()
        ],
        "papers": page.rows,
        "newer": f"{here}&truoc={page.before}" if page.before else "",
        "older": f"{here}&sau={page.after}" if page.after else "",
    }
    return render(request, "desk/digitised_papers.html", context)


def _signature_form(request: StaffRequest) -> SignedCopyForm:
    is_signing = request.POST.get("viec") == "ky-so"
    return SignedCopyForm(request.POST if is_signing else None, today=timezone.localdate(request.at))


def _rows(found: Dossier, errors: dict[int, str]) -> list[PaperRow]:
    papers = found.documents.filter(removed_at__isnull=True).select_related("file").order_by("position", "pk")
    signed = {one.file_id: one for one in SignedCopy.objects.filter(document__dossier=found).select_related("noted_by")}
    rows = []
    for paper in papers:
        state, copy = state_of(paper), signed.get(paper.file_id or 0)
        rows.append(
            PaperRow(
                paper=paper,
                state=state,
                state_label=str(STATES[state]),
                signed=copy,
                signed_label=str(SIGNED_KINDS[SignedKind(copy.kind)]) if copy else "",
                may_scan=not paper.is_being_made and (paper.file_id is None or paper.scanned_at is not None),
                error=errors.get(paper.pk, ""),
            )
        )
    return rows


def _scanned(request: StaffRequest, found: Dossier) -> dict[int, str]:
    """What was wrong with each upload; the good ones lie in their papers."""
    papers = found.documents.filter(removed_at__isnull=True)
    names = {f"tep-{pk}": pk for pk in papers.values_list("pk", flat=True)}
    kept = keep(request, names=names)
    errors = {names[name]: words for name, words in kept.refusals.items()}
    done = 0
    for name, file in kept.files.items():
        try:
            scan_in(dossier_id=found.pk, document_id=names[name], file=file, by=request.actor, at=request.at)
            done += 1
        except NotToScan:
            errors[names[name]] = str(NOT_TO_SCAN)
    if done:
        messages.success(request, _("Đã lưu %(n)s bản quét.") % {"n": done})
    elif not errors:
        messages.info(request, _("Chưa chọn tệp nào."))
    return errors


def _signed(request: StaffRequest, found: Dossier, form: SignedCopyForm) -> dict[int, str]:
    if not form.is_valid():
        return {}
    typed = request.POST.get("giay", "")
    said = form.cleaned_data
    signature = Signature(kind=said["kind"], signed_by=said["signed_by"], signed_on=said["signed_on"])
    try:
        note_signed(
            dossier_id=found.pk,
            document_id=int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 16 else 0,
            signature=signature,
            by=request.actor,
            at=request.at,
        )
    except (DossierDocument.DoesNotExist, NotToScan):
        form.add_error(None, _("Chọn một bản quét đang có trong hồ sơ."))
        return {}
    messages.success(request, _("Đã ghi chữ ký số của bản quét."))
    return {}
