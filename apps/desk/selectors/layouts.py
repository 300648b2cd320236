"""Which layout a paper is drawn in, and what an office wrote of its layouts."""

from __future__ import annotations

from collections.abc import Sequence

from apps.desk.domain.layouts import STANDARD, Layout
from apps.desk.domain.papers import SlipKind
from apps.desk.models import PaperLayout, Slip
from apps.officials.models import Agency


def layout_id_in_force(*, agency: Agency, kind: SlipKind) -> int | None:
    """The version that a paper issued now is bound to; none for the standard."""
    found = PaperLayout.objects.filter(
        agency=agency, kind=kind.value, put_at__isnull=False, replaced_at__isnull=True
    ).values_list("pk", flat=True)
    return found.first()


def layout_in_force(*, agency: Agency, kind: SlipKind) -> Layout:
    """What a paper issued now would look like: for drafts of it."""
    found = PaperLayout.objects.filter(
        agency=agency, kind=kind.value, put_at__isnull=False, replaced_at__isnull=True
    ).first()
    return found.layout if found else STANDARD


def layout_of(slip: Slip) -> Layout:
    """The layout a slip was issued in. Read the slip with `select_related("layout")`."""
    return slip.layout.layout if slip.layout else STANDARD


def versions(*, agency: Agency, kind: SlipKind) -> Sequence[PaperLayout]:
    """Everything this office wrote of this kind, the last version first."""
    rows = PaperLayout.objects.filter(agency=agency, kind=kind.value)
    return list(rows.select_related("drafted_by", "put_by").order_by("-version"))


def written(*, agency: Agency) -> dict[str, list[PaperLayout]]:
    """Drafts and what is in force, by kind."""
    rows = PaperLayout.objects.filter(agency=agency, replaced_at__isnull=True).select_related("put_by")
    found: dict[str, list[PaperLayout]] = {}
    for row in rows.order_by("kind", "version"):
        found.setdefault(row.kind, []).append(row)
    return found
