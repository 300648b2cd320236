"""Papers come into folders, folders onto shelves; what is lent out comes back. Every move is written down for ever."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from apps.accounts.domain.actor import Actor
from apps.core.encryption import hide_personal_ids
from apps.desk.domain.shelves import CLOSED, MOST_AT_ONCE, Move, Retention, last_year, numbered_folder, outlasts
from apps.desk.labels.shelves import KEPT_LONGER, LIES_ELSEWHERE, NOT_CLOSED, REPLACED, RETENTIONS
from apps.desk.models import Folder, PaperMove, PaperPlace, RetentionRule
from apps.desk.selectors.shelves import Terms, terms
from apps.dossiers.models import Dossier
from apps.dossiers.services.writing import ZONE
from apps.officials.models import Agency
from apps.officials.services import next_number

SERIES = "folder"


class CodeTaken(Exception):
    """A folder with this code stands there already."""


class RuleEnded(Exception):
    """It was ended before; from which day stands with it."""


class TooEarly(Exception):
    """What was decided yesterday was decided under the rule: it ends today at the earliest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """So many papers were moved; `refused`: code and reason of each that was not."""

    done: int
    refused: Sequence[tuple[str, str]] = ()


@transaction.atomic
def open_folder(
    *, code: str, title: str, year: int, retention: Retention, box: str, shelf: str, by: Actor, at: datetime
) -> Folder:
    """A folder with a code of its own, or with the next of our series. Raises CodeTaken."""
    agency_id = by.agency_id or 0
    if not code:
        opened = at.astimezone(ZONE).year
        sequence = next_number(agency_id=agency_id, series=SERIES, period=str(opened))
        code = numbered_folder(year=opened, sequence=sequence)
    try:
        with transaction.atomic():
            folder = Folder.objects.create(
                agency_id=agency_id,
                code=code,
                title=title,
                year=year,
                retention=retention,
                last_year=last_year(
                    closed=year, retention=retention, counted_from=terms(agency_id=agency_id, at=at).counted_from
                ),
                box=box,
                shelf=shelf,
                opened_by_id=by.id,
                opened_at=at,
            )
    except IntegrityError as error:
        raise CodeTaken(code) from error
    _placed(folder, by, at)
    return folder


@transaction.atomic
def place_folder(*, folder_id: int, box: str, shelf: str, by: Actor, at: datetime) -> bool:
    """The folder stands on another shelf or lies in another box; False: it was there before."""
    folder = Folder.objects.visible_to(by).select_for_update(of=("self",)).get(pk=folder_id)
    if (folder.box, folder.shelf) == (box, shelf):
        return False
    folder.box, folder.shelf = box, shelf
    folder.save(update_fields=["box", "shelf"])
    _placed(folder, by, at)
    return True


@transaction.atomic
def put_in(*, folder_id: int, dossier_ids: Collection[int], by: Actor, at: datetime) -> Outcome:
    """Closed dossiers come into a folder in one go; what lies there already stays as it is, and is not counted."""
    folder = _folder(folder_id, by)
    rules, done, refused = terms(agency_id=folder.agency_id, at=at), 0, []
    for dossier, place in _held(dossier_ids, by):
        if place and place.folder_id == folder.pk:
            continue
        why = _why_not(dossier, folder, place, rules)
        if why:
            refused.append((dossier.code, why))
            continue
        PaperPlace.objects.create(agency_id=folder.agency_id, dossier=dossier, folder=folder, since=at)
        _moved(Move.SHELVED, folder, dossier, by, at)
        done += 1
    return Outcome(done=done, refused=refused)


@transaction.atomic
def move(*, from_id: int, to_id: int, dossier_ids: Collection[int], by: Actor, at: datetime) -> Outcome:
    """What lies in one folder comes into another; what is lent out has to come back first and is left alone."""
    source, folder = _folder(from_id, by), _folder(to_id, by)
    rules, done, refused = terms(agency_id=folder.agency_id, at=at), 0, []
    for dossier, place in _held(dossier_ids, by):
        if not place or place.folder_id != source.pk or place.lent_to or source.pk == folder.pk:
            continue
        why = _why_not(dossier, folder, None, rules)
        if why:
            refused.append((dossier.code, why))
            continue
        place.folder, place.since = folder, at
        place.save(update_fields=["folder", "since"])
        _moved(Move.MOVED, folder, dossier, by, at)
        done += 1
    return Outcome(done=done, refused=refused)


@transaction.atomic
def lend(*, folder_id: int, dossier_ids: Collection[int], to: str, until: date, by: Actor, at: datetime) -> Outcome:
    """Papers of a folder go out to somebody until a day; what is out already stays with whoever has it."""
    folder, to, done = _folder(folder_id, by), hide_personal_ids(to), 0
    for dossier, place in _lying(folder, dossier_ids, by):
        if place.lent_to:
            continue
        place.lent_to, place.lent_until = to, until
        place.save(update_fields=["lent_to", "lent_until"])
        _moved(Move.LENT, folder, dossier, by, at, said=to, until=until)
        done += 1
    return Outcome(done=done)


@transaction.atomic
def take_back(*, folder_id: int, dossier_ids: Collection[int], by: Actor, at: datetime) -> Outcome:
    """Papers that were lent lie in their folder again."""
    folder, done = _folder(folder_id, by), 0
    for dossier, place in _lying(folder, dossier_ids, by):
        if not place.lent_to:
            continue
        said = place.lent_to
        place.lent_to, place.lent_until = "", None
        place.save(update_fields=["lent_to", "lent_until"])
        _moved(Move.RETURNED, folder, dossier, by, at, said=said)
        done += 1
    return Outcome(done=done)


@transaction.atomic
def set_rule(
    *, field_id: int | None, procedure_id: int | None, retention: Retention, source: str, by: Actor, at: datetime
) -> RetentionRule:
    """How long this office keeps the dossiers of a field or of a procedure, from today on; the rule before ends with
    it and stays to be read. Said twice, it stands once."""
    about: dict[str, Any] = {"field_id": field_id} if field_id else {"procedure_id": procedure_id}
    agency = Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=by.agency_id or 0)
    today = at.astimezone(ZONE).date()
    before = RetentionRule.objects.in_force(on=today).filter(agency=agency, **about)
    for rule in before:
        if (rule.retention, rule.source, rule.ended_on) == (retention, source, None):
            return rule
        _end(rule, on=today, reason=str(REPLACED), by=by, at=at)
    return RetentionRule.objects.create(
        agency=agency, retention=retention, source=source, set_by_id=by.id, set_at=at, **about
    )


@transaction.atomic
def end_rule(*, rule_id: int, on: date, reason: str, by: Actor, at: datetime) -> RetentionRule:
    """From `on` it no longer holds, and what comes into a folder then follows the next wider rule; folders keep their
    term. Raises RetentionRule.DoesNotExist, RuleEnded, TooEarly."""
    rules = RetentionRule.objects.select_for_update(of=("self",), no_key=True)
    rule = rules.get(pk=rule_id, agency_id=by.agency_id or 0)
    if rule.ended_on is not None:
        raise RuleEnded(rule.ended_on)
    if on < at.astimezone(ZONE).date():
        raise TooEarly(on)
    _end(rule, on=on, reason=reason, by=by, at=at)
    return rule


def _end(rule: RetentionRule, *, on: date, reason: str, by: Actor, at: datetime) -> None:
    rule.ended_on, rule.end_reason, rule.ended_by_id, rule.ended_at = on, hide_personal_ids(reason), by.id, at
    rule.save(update_fields=["ended_on", "end_reason", "ended_by", "ended_at"])


def _folder(pk: int, by: Actor) -> Folder:
    return Folder.objects.visible_to(by).get(pk=pk)


def _held(dossier_ids: Collection[int], by: Actor) -> list[tuple[Dossier, PaperPlace | None]]:
    """Dossiers of this office with their places, kept from a second clerk until this one is done."""
    rows = Dossier.objects.visible_to(by).select_for_update(of=("self",), no_key=True).select_related("version")
    held = list(rows.filter(agency_id=by.agency_id or 0, pk__in=dossier_ids).order_by("pk")[:MOST_AT_ONCE])
    places = PaperPlace.objects.filter(agency_id=by.agency_id or 0, dossier__in=held).select_related("folder")
    by_dossier = {place.dossier_id: place for place in places}
    return [(dossier, by_dossier.get(dossier.pk)) for dossier in held]


def _lying(folder: Folder, dossier_ids: Collection[int], by: Actor) -> Iterator[tuple[Dossier, PaperPlace]]:
    for dossier, place in _held(dossier_ids, by):
        if place and place.folder_id == folder.pk:
            yield dossier, place


def _why_not(dossier: Dossier, folder: Folder, place: PaperPlace | None, rules: Terms) -> str:
    """Why this paper does not go into this folder; empty: it does."""
    if dossier.status not in CLOSED or dossier.finished_at is None:
        return str(NOT_CLOSED)
    if place:
        return str(LIES_ELSEWHERE) % {"folder": place.folder.code}
    if outlasts(rules.ends(dossier), folder.last_year):
        return str(KEPT_LONGER) % {"retention": str(RETENTIONS[rules.of(dossier)]).lower()}
    return ""


def _placed(folder: Folder, by: Actor, at: datetime) -> None:
    if folder.box or folder.shelf:
        said = " · ".join(filter(None, [folder.box, folder.shelf]))
        _moved(Move.PLACED, folder, None, by, at, said=said)


def _moved(
    kind: Move,
    folder: Folder,
    dossier: Dossier | None,
    by: Actor,
    at: datetime,
    said: str = "",
    until: date | None = None,
) -> None:
    PaperMove.objects.create(
        agency_id=folder.agency_id,
        folder=folder,
        dossier=dossier,
        kind=kind,
        said=said,
        until=until,
        by_id=by.id,
        at=at,
    )
