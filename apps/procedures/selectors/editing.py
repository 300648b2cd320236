"""What the keeper of the catalogue sees: the newest wording of every procedure, and all that belongs to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from apps.core.folding import fold
from apps.officials.models import Agency
from apps.procedures.models import Arrangement, Offering, Procedure, ProcedureVersion, ReviewItem

SIZE = 25
VIEWS = ("tai-day", "can-xem", "ban-nhap", "moi-co", "het-hieu-luc")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorRow:
    """One procedure of the list."""

    version: ProcedureVersion
    is_open_here: bool
    has_draft: bool
    doubts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorPage:
    """One page of the list, how many each view holds, and the marks that lead on (empty: nothing there)."""

    rows: Sequence[EditorRow]
    counts: Mapping[str, int]
    before: str
    after: str


def editor_page(
    *, agency: Agency, at: datetime, text: str = "", view: str = "", after: str = "", before: str = ""
) -> EditorPage:
    """The newest wording of each procedure by Vietnamese alphabet; the query count does not grow with the rows."""
    newest = _newest(agency, at)
    for word in fold(text).split():
        newest = newest.filter(folded__contains=word)
    counted = newest.aggregate(alle=Count("pk"), **{_key(name): Count("pk", filter=_of(name, at)) for name in VIEWS})
    rows, back, on = _cut(newest.filter(_of(view, at)) if view in VIEWS else newest, after=after, before=before)
    open_doubts = ReviewItem.objects.filter(version__in=rows, settled_at=None).order_by()
    doubts = dict(open_doubts.values_list("version_id").annotate(count=Count("pk")))
    return EditorPage(
        rows=[
            EditorRow(
                version=row,
                is_open_here=row.is_open_here,  # type: ignore[attr-defined]
                has_draft=row.has_draft,  # type: ignore[attr-defined]
                doubts=doubts.get(row.pk, 0),
            )
            for row in rows
        ],
        counts={"": counted["alle"], **{name: counted[_key(name)] for name in VIEWS}},
        before=back,
        after=on,
    )


def _key(view: str) -> str:
    return view.replace("-", "_")


def _newest(agency: Agency, at: datetime) -> QuerySet[ProcedureVersion]:
    newer = ProcedureVersion.objects.filter(procedure=OuterRef("procedure"), number__gt=OuterRef("number"))
    here = Offering.objects.filter(
        agency=agency, procedure=OuterRef("procedure"), is_open=True, is_received_at_desk=True
    )
    drafts = Arrangement.objects.filter(
        offering__agency=agency, offering__procedure=OuterRef("procedure"), effective_from__isnull=True
    )
    doubted = ReviewItem.objects.filter(version=OuterRef("pk"), settled_at=None)
    return (
        ProcedureVersion.objects.filter(~Exists(newer))
        .annotate(is_open_here=Exists(here), has_draft=Exists(drafts), is_doubted=Exists(doubted))
        .select_related("procedure", "field")
        .defer(*ProcedureVersion.HEAVY_FIELDS)
    )


def _of(view: str, at: datetime) -> Q:
    return {
        "tai-day": Q(is_open_here=True),
        "can-xem": Q(is_open_here=True, is_doubted=True),
        "ban-nhap": Q(has_draft=True),
        "moi-co": Q(is_listed_only=True),
        "het-hieu-luc": Q(effective_to__lte=timezone.localdate(at)),
    }[view]


def _cut(rows: QuerySet[ProcedureVersion], *, after: str, before: str) -> tuple[list[ProcedureVersion], str, str]:
    """One page in the order of the alphabet, cut by the last row seen; a mark that is no row's begins anew."""
    mark = before or after
    seen = ProcedureVersion.objects.filter(pk=int(mark)).first() if mark.isascii() and mark.isdigit() else None
    if seen and before:
        earlier = rows.filter(Q(sort_key__lt=seen.sort_key) | Q(sort_key=seen.sort_key, pk__lt=seen.pk))
        found = list(earlier.order_by("-sort_key", "-pk")[: SIZE + 1])
        page = found[:SIZE][::-1]
        return page, str(page[0].pk) if len(found) > SIZE else "", str(page[-1].pk) if page else ""
    if seen:
        rows = rows.filter(Q(sort_key__gt=seen.sort_key) | Q(sort_key=seen.sort_key, pk__gt=seen.pk))
    found = list(rows.order_by("sort_key", "pk")[: SIZE + 1])
    page = found[:SIZE]
    return page, str(page[0].pk) if seen and page else "", str(page[-1].pk) if len(found) > SIZE else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedProcedure:
    """One procedure with its wordings, newest first, and how this office does it: now, next, and in draft."""

    procedure: Procedure
    version: ProcedureVersion
    versions: Sequence[ProcedureVersion]
    offering: Offering | None
    now: Arrangement | None
    later: Sequence[Arrangement]
    draft: Arrangement | None
    earlier: Sequence[Arrangement]
    doubts: int


def edited(*, code: str, agency: Agency, at: datetime) -> EditedProcedure:
    """Everything the editor's page of one procedure shows. Raises ProcedureVersion.DoesNotExist."""
    today = timezone.localdate(at)
    versions = list(
        ProcedureVersion.objects.filter(procedure__code=code)
        .select_related("procedure", "field")
        .defer(*ProcedureVersion.HEAVY_FIELDS)
        .order_by("-number")
    )
    if not versions:
        raise ProcedureVersion.DoesNotExist(code)
    begun = [row for row in versions if row.effective_from <= today] or versions
    offering = Offering.objects.filter(agency=agency, procedure=versions[0].procedure).first()
    arranged = list(offering.arrangements.select_related("published_by").order_by("-number")) if offering else []
    published = [row for row in arranged if row.effective_from]
    return EditedProcedure(
        procedure=versions[0].procedure,
        version=begun[0],
        versions=versions,
        offering=offering,
        now=next((row for row in published if row.holds(on=today)), None),
        later=[row for row in published if row.effective_from and row.effective_from > today],
        draft=next((row for row in arranged if row.is_draft), None),
        earlier=[row for row in published if row.effective_to and row.effective_to <= today],
        doubts=ReviewItem.objects.filter(version=begun[0], settled_at=None).count(),
    )
