"""Folders of the paper archive, what lies in them, where the paper of a dossier is, and how long it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from apps.accounts.domain.actor import Actor
from apps.desk.domain.shelves import CountedFrom, Move, NotAFolderCode, Retention, folder_code, last_year
from apps.desk.labels.shelves import MOVES, RETENTIONS
from apps.desk.models import Folder, PaperMove, PaperPlace, RetentionRule
from apps.desk.models.shelves import FolderQuerySet, RetentionRuleQuerySet
from apps.desk.selectors.keyset import cut_back
from apps.dossiers.models import Dossier
from apps.officials.selectors import office_settings

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def folders(*, actor: Actor, which: str, year: int) -> FolderQuerySet:
    """The folders of one view, counted: all, whose term ends this year, whose term is over, with something lent out."""
    seen = Folder.objects.visible_to(actor)
    if which == "het-han":
        seen = seen.filter(last_year=year)
    elif which == "qua-han":
        seen = seen.filter(last_year__lt=year)
    elif which == "cho-muon":
        lent = PaperPlace.objects.filter(agency_id=actor.agency_id or 0).exclude(lent_to="")
        seen = seen.filter(pk__in=lent.values("folder"))
    return seen.annotate(how_many=Count("places"), lent=Count("places", filter=~Q(places__lent_to="")))


def how_many_end(*, actor: Actor, year: int) -> int:
    """So many folders whose term ends with this year."""
    return Folder.objects.visible_to(actor).filter(last_year=year).count()


def folder_called(*, typed: str, actor: Actor) -> Folder | None:
    """The folder with this code on its label, as typed or scanned."""
    try:
        code = folder_code(typed)
    except NotAFolderCode:
        return None
    return Folder.objects.visible_to(actor).filter(code=code).select_related("opened_by").first()


def contents(*, folder: Folder) -> QuerySet[PaperPlace]:
    """What belongs into a folder, lent out or not."""
    return folder.places.select_related("dossier__version__procedure")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLine:
    """One thing that happened, in words."""

    words: str
    said: str
    until: date | None
    folder: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where the paper of one dossier lies, since when, and what happened to it."""

    place: PaperPlace
    moves: Sequence[MoveLine]


def whereabouts(*, dossier: Dossier, actor: Actor) -> Whereabouts | None:
    """For whoever may see the folders of the agency that decided it; None: it lies in no folder."""
    places = PaperPlace.objects.filter(dossier=dossier, folder__in=Folder.objects.visible_to(actor))
    place = places.select_related("folder").first()
    if place is None:
        return None
    return Whereabouts(place=place, moves=move_lines(PaperMove.objects.filter(dossier=dossier)))


def folder_moves(*, folder: Folder) -> list[MoveLine]:
    """On which shelves the folder stood."""
    return move_lines(folder.moves.filter(dossier__isnull=True))


def move_lines(moves: QuerySet[PaperMove]) -> list[MoveLine]:
    """The moves in words, newest first."""
    return [
        MoveLine(
            words=str(MOVES[Move(move.kind)]),
            said=move.said,
            until=move.until,
            folder=move.folder.code,
            at=move.at,
            by=move.by.name,
        )
        for move in moves.select_related("folder", "by").order_by("-at", "-pk")[:30]
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How long this office keeps what: its rules read once."""

    of_procedure: Mapping[int, Retention]
    of_field: Mapping[int, Retention]
    otherwise: Retention
    counted_from: CountedFrom

    def of(self, dossier: Dossier) -> Retention:
        """The rule of the procedure, else of its field, else of the office. Its version is read with it."""
        own = self.of_procedure.get(dossier.version.procedure_id)
        return own or self.of_field.get(dossier.field_id) or self.otherwise

    def ends(self, dossier: Dossier) -> int | None:
        """The last year in which its paper is kept; None: for ever."""
        return last_year(closed=closed_in(dossier), retention=self.of(dossier), counted_from=self.counted_from)


def terms(*, agency_id: int, at: datetime) -> Terms:
    """The terms of an office as they hold on that day."""
    settings = office_settings(agency_id=agency_id)
    rules = list(RetentionRule.objects.in_force(on=at.astimezone(ZONE).date()).filter(agency_id=agency_id))
    return Terms(
        of_procedure={rule.procedure_id: Retention(rule.retention) for rule in rules if rule.procedure_id},
        of_field={rule.field_id: Retention(rule.retention) for rule in rules if rule.field_id},
        otherwise=Retention(settings["retention"]),
        counted_from=CountedFrom(settings["retention_counted_from"]),
    )


def rules(*, agency_id: int, at: datetime) -> list[tuple[RetentionRule, str]]:
    """The rules of an office that hold today, with their terms in words: fields first."""
    found = RetentionRule.objects.in_force(on=at.astimezone(ZONE).date()).filter(agency_id=agency_id)
    ordered = sorted(_named(found), key=lambda one: (one.procedure_id is not None, str(one.field or one.procedure)))
    return [(rule, str(RETENTIONS[Retention(rule.retention)])) for rule in ordered]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedPage:
    """Some of the rules that held once, those ended last first, and the mark of those before them."""

    rows: Sequence[tuple[RetentionRule, str]]
    older: str


def ended_rules(*, agency_id: int, at: datetime, before: str = "") -> EndedPage:
    """What no longer holds. Raises keyset.BadMark."""
    over = RetentionRule.objects.filter(agency_id=agency_id, ended_on__lte=at.astimezone(ZONE).date())
    page = cut_back(_named(over), by="ended_at", before=before)
    rows = [(rule, str(RETENTIONS[Retention(rule.retention)])) for rule in page.rows]
    return EndedPage(rows=rows, older=page.before)


def rule_of(*, rule_id: int, agency_id: int) -> RetentionRule:
    """One rule of an office. Raises RetentionRule.DoesNotExist."""
    return _named(RetentionRule.objects.filter(agency_id=agency_id)).get(pk=rule_id)


def _named(rows: RetentionRuleQuerySet) -> RetentionRuleQuerySet:
    return rows.select_related("field", "procedure", "set_by", "ended_by")


def closed_in(dossier: Dossier) -> int:
    """The year of what came last, the result or its hand-over."""
    return max(filter(None, (dossier.finished_at, dossier.returned_at))).astimezone(ZONE).year


def meant_dossiers(*, codes: Iterable[str], actor: Actor) -> dict[str, int]:
    """What this office decides and bears one of these codes, by its code."""
    rows = Dossier.objects.visible_to(actor).filter(agency_id=actor.agency_id or 0, code__in=list(codes))
    return dict(rows.values_list("code", "pk"))
