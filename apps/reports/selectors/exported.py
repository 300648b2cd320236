"""The files that an official had made of lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from apps.accounts.domain.actor import Actor
from apps.reports.domain.exports import Kind, Trouble
from apps.reports.labels.exports import TROUBLES
from apps.reports.models import Export
from apps.reports.permissions import may_export

SHOWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLine:
    """One file: of which list, how far it is, and why none came of it."""

    export: Export
    title: str
    narrowed: str
    trouble: str
    may_open: bool
    ahead: int = 0


def own_exports(*, actor: Actor, at: datetime) -> QuerySet[Export]:
    """What this official asked for where they work now; nobody else's exists."""
    own = Export.objects.filter(asked_by_id=actor.id, agency_id=actor.agency_id or 0)
    return own.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=at)).select_related("file")


def export_lines(*, actor: Actor, at: datetime) -> Sequence[ExportLine]:
    """The last ones, newest first."""
    return [_line(export, actor) for export in own_exports(actor=actor, at=at).order_by("-asked_at", "-pk")[:SHOWN]]


def export_line(*, export: Export, actor: Actor) -> ExportLine:
    """One of them, with how many wait before it."""
    before = Q(asked_at__lt=export.asked_at) | Q(asked_at=export.asked_at, pk__lt=export.pk)
    ahead = Export.objects.filter(before, state__in=Export.WAITING).count() if export.is_waiting else 0
    return _line(export, actor, ahead)


def _line(export: Export, actor: Actor, ahead: int = 0) -> ExportLine:
    return ExportLine(
        export=export,
        title=export.wanted["title"],
        narrowed=export.wanted["narrowed"],
        trouble=str(TROUBLES[Trouble(export.trouble)]) if export.trouble else "",
        may_open=export.file is not None and may_export(actor=actor, kind=Kind(export.kind)),
        ahead=ahead,
    )
