"""An office words its papers: a draft, a look at it, then in force; every version that was ever in force is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from apps.accounts.domain.actor import Actor
from apps.desk.domain.layouts import STANDARD, Fault, Layout, faults_of, settled
from apps.desk.domain.papers import ApologyFacts, ApologyTitle, Facts, SlipKind
from apps.desk.domain.samples import sample_of
from apps.desk.models import PaperLayout
from apps.desk.services.slips import issuer_of
from apps.officials.models import Agency
from apps.officials.selectors import office_settings


class BadLayout(ValueError):
    """It may not be used; `faults` says why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(f"{fault.place}: {fault.what.value}" for fault in faults))
        self.faults = faults


class ChangedMeanwhile(Exception):
    """Somebody wrote another version since the page was drawn."""


@transaction.atomic
def draft_layout(
    *, agency: Agency, kind: SlipKind, layout: Layout, title: str, seen: str, by: Actor, at: datetime
) -> PaperLayout | None:
    """Write the draft of this kind down; None where it says what is in force already and nothing waited.

    `title` is the standard one, `seen` the draft the writer had before them. Raises BadLayout, ChangedMeanwhile.
    """
    layout = settled(kind=kind, layout=layout, title=title)
    if faults := faults_of(kind=kind, layout=layout):
        raise BadLayout(faults)
    draft = _draft(agency, kind)
    if draft is None:
        if layout == _in_force(agency, kind):
            return None
        if seen:
            raise ChangedMeanwhile
        return _add(agency=agency, kind=kind, layout=layout, by=by, at=at)
    if draft.layout == layout:
        return draft
    if seen != draft.seen:
        raise ChangedMeanwhile
    draft.content, draft.revision = layout.to_json(), draft.revision + 1
    draft.drafted_by_id, draft.drafted_at = by.id, at
    draft.save(update_fields=["content", "revision", "drafted_by", "drafted_at"])
    return draft


@transaction.atomic
def put_in_force(*, agency: Agency, kind: SlipKind, seen: str, by: Actor, at: datetime) -> PaperLayout:
    """The draft that was looked at holds from now on; pressed twice, once. Raises BadLayout, ChangedMeanwhile."""
    draft = _draft(agency, kind)
    if draft is None:
        held = PaperLayout.objects.filter(agency=agency, kind=kind.value, replaced_at__isnull=True).first()
        if held and held.seen == seen:
            return held
        raise ChangedMeanwhile
    if draft.seen != seen:
        raise ChangedMeanwhile
    if faults := faults_of(kind=kind, layout=draft.layout):
        raise BadLayout(faults)
    _replace(agency, kind, at)
    draft.put_by_id, draft.put_at = by.id, at
    try:
        with transaction.atomic():
            draft.save(update_fields=["put_by", "put_at"])
    except IntegrityError as error:  # another version came into force between the two looks
        raise ChangedMeanwhile from error
    return draft


@transaction.atomic
def back_to_standard(*, agency: Agency, kind: SlipKind, by: Actor, at: datetime) -> None:
    """The standard holds from now on, as a version of its own; a draft stays a draft."""
    if _in_force(agency, kind) == STANDARD:
        return
    _replace(agency, kind, at)
    _add(agency=agency, kind=kind, layout=STANDARD, by=by, at=at, is_put=True)


def drop_draft(*, agency: Agency, kind: SlipKind, seen: str) -> bool:
    """Throw the draft away that was looked at; whether it was still there."""
    version, _, revision = seen.partition(".")
    if not (version.isdecimal() and revision.isdecimal() and len(seen) < 20):
        return False
    rows = PaperLayout.objects.filter(agency=agency, kind=kind.value, version=version, revision=revision)
    return bool(rows.filter(put_at__isnull=True).delete()[0])


def _draft(agency: Agency, kind: SlipKind) -> PaperLayout | None:
    rows = PaperLayout.objects.select_for_update(of=("self",))
    return rows.filter(agency=agency, kind=kind.value, put_at__isnull=True).first()


def _held(agency: Agency, kind: SlipKind) -> PaperLayout | None:
    rows = PaperLayout.objects.select_for_update(of=("self",))
    return rows.filter(agency=agency, kind=kind.value, put_at__isnull=False, replaced_at__isnull=True).first()


def _in_force(agency: Agency, kind: SlipKind) -> Layout:
    held = _held(agency, kind)
    return held.layout if held else STANDARD


def _replace(agency: Agency, kind: SlipKind, at: datetime) -> None:
    held = _held(agency, kind)
    if held:
        held.replaced_at = at
        held.save(update_fields=["replaced_at"])


def _add(
    *, agency: Agency, kind: SlipKind, layout: Layout, by: Actor, at: datetime, is_put: bool = False
) -> PaperLayout:
    rows = PaperLayout.objects.filter(agency=agency, kind=kind.value)
    last = rows.aggregate(last=Max("version"))["last"] or 0
    try:
        with transaction.atomic():
            return PaperLayout.objects.create(
                agency=agency,
                kind=kind.value,
                version=last + 1,
                content=layout.to_json(),
                drafted_by_id=by.id,
                drafted_at=at,
                put_by_id=by.id if is_put else None,
                put_at=at if is_put else None,
            )
    except IntegrityError as error:
        raise ChangedMeanwhile from error


def sample_paper(*, agency: Agency, kind: SlipKind, at: datetime) -> Facts:
    """An invented paper in the name of this office, to look at a layout on."""
    facts = sample_of(kind=kind, issuer=issuer_of(agency), at=at)
    if isinstance(facts, ApologyFacts):
        return replace(facts, title=ApologyTitle(office_settings(agency_id=agency.pk)["apology_title"]))
    return facts
