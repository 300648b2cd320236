"""A bundle that its filer is still writing: the ordinary draft of its first case, led along the stops of all."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise

from apps.accounts.domain.actor import Actor
from apps.dossiers.models import Bundle, Dossier
from apps.portal.domain.steps import WRITTEN, Step, after, before
from apps.portal.domain.stops import Stop, stops_of
from apps.portal.forms.completeness import Gap, StepLeft, gaps, not_sent_words
from apps.portal.labels.bundles import bundle_words
from apps.portal.labels.filing import STEP_LABELS
from apps.portal.permissions import citizen_actor
from apps.portal.selectors import bundles as selectors
from apps.portal.selectors import filing
from apps.portal.selectors.bundles import Written
from apps.portal.selectors.fee import Fee, fee_of_draft
from apps.portal.selectors.papers import Papers
from apps.portal.selectors.papers import papers as papers_of
from apps.portal.views.filing import drafts
from apps.portal.views.filing.drafts import Draft, Mark, NotOpen, asks_for_money


@dataclass(frozen=True, kw_only=True)
class BundleDraft(Draft):
    """One visit to one stop; `dossier` is the case that this stop speaks to, `fees` are those of all cases."""

    written: Written
    stops: tuple[Stop, ...]
    stop: Stop
    fees: tuple[Fee, ...]
    read: tuple[Papers, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(dict.fromkeys(stop.step for stop in self.stops))

    @cached_property
    def checklists(self) -> tuple[Papers, ...]:
        """The papers of each case; after a file was sent they are read anew."""
        return checklists_of(self.written) if self.request.method == "POST" else self.read

    def at_stop(self, slug: str) -> str:
        """Where a stop of this bundle is."""
        return address(self.written.bundle, slug)

    def address(self, step: Step) -> str:
        """Where a step is: the one here, the stop before or behind, else the first of that kind."""
        place = self.stops.index(self.stop)
        if step is self.step:
            return self.at_stop(self.stop.slug)
        if step is after(self.step, steps=self.steps):
            return self.at_stop(self.stops[place + 1].slug)
        if step is before(self.step, steps=self.steps):
            return self.at_stop(self.stops[place - 1].slug)
        return self.at_stop(next(stop.slug for stop in self.stops if stop.step is step))

    def having_saved(self, dossier: Dossier) -> Draft:
        """The same visit after its save: what was said here may begin or cease to cost."""
        if dossier.pk == self.written.first.pk:
            self.written.cases[0].dossier = dossier
        fees = fees_of(self.written, at=self.at)
        return replace(self, dossier=dossier, fees=fees, stops=_stops(self.written, self.read, fees))

    def gaps(self, dossier: Dossier) -> list[Gap]:
        """What keeps the drafts from being filed, each thing once: judged by the one form, then each by its own."""
        common = copy.copy(dossier if dossier.pk == self.written.first.pk else self.written.first)
        common.answers = self.written.answers() | (common.answers or {})
        about: dict[str, Any] = {"cases": (), "own_id": self.own_id, "today": self.today}
        found = gaps(dossier=common, questions=self.written.form.fields, **about)
        if found or self.step is not Step.REVIEW:
            return found
        each = [
            gap
            for case in self.written.cases
            for gap in gaps(dossier=case.dossier, questions=case.dossier.arrangement.form_fields, **about)
        ]
        return list(dict.fromkeys(each))

    def left(self, dossier: Dossier) -> list[StepLeft]:
        """What is still wanted, stop by stop."""
        found = self.gaps(dossier)
        return [one for one in (self._left_at(stop, found) for stop in self.stops) if one.words]

    def _left_at(self, stop: Stop, found: Sequence[Gap]) -> StepLeft:
        if stop.step is Step.PAPERS:
            words = not_sent_words([paper.title for paper in self.checklists[stop.case].missing])
        else:
            words = tuple(gap.words for gap in found if gap.step is stop.step)
        return StepLeft(stop.step, self._words(stop), words, stop in self._begun_stops, stop.slug)

    def with_addresses(self, still: Sequence[StepLeft]) -> list[tuple[StepLeft, str]]:
        """Each with the stop where it is put right."""
        return [(one, self.at_stop(one.stop)) for one in still]

    @cached_property
    def _begun_stops(self) -> set[Stop]:
        saved = {save.step for save in self.written.first.saves.all()}
        begun = {stop for stop in self.stops if stop.step.value in saved or (stop == self.stop and self.typed)}
        sent = {place for place, papers in enumerate(self.checklists) if papers.sent}
        return begun | {stop for stop in self.stops if stop.step is Step.PAPERS and stop.case in sent}

    def page(self, template: str, *, dossier: Dossier | None = None, status: int = 200, **more: Any) -> HttpResponse:
        """The stop drawn as its step, with the stops of all and the event it is about."""
        bundle = self.written.bundle
        part = self.dossier.procedure_name if self.step is Step.PAPERS else ""
        own = {"bundle": bundle, "event": bundle_words(bundle.title), "part": part}
        return super().page(template, dossier=dossier, status=status, **(more | own))

    def _marks(self, still: Sequence[StepLeft]) -> list[Mark]:
        here, wanting = self.stops.index(self.stop), {one.stop for one in still}
        kinds = [
            self._kind_of(stop, is_past=place < here, is_wanting=stop.slug in wanting)
            for place, stop in enumerate(self.stops)
        ]
        return [
            Mark(self._words(stop), kind, self.at_stop(stop.slug) if kind in ("done", "left") else "")
            for stop, kind in zip(self.stops, kinds, strict=True)
        ]

    def _kind_of(self, stop: Stop, *, is_past: bool, is_wanting: bool) -> str:
        if stop == self.stop:
            return "now"
        is_reached = (is_past or stop in self._begun_stops) and stop.step is not Step.REVIEW
        if not is_reached:
            return "todo"
        return "left" if is_wanting else "done"

    def _words(self, stop: Stop) -> str | Promise:
        """«Giấy tờ», «Giấy tờ 2» where several cases want papers of their own."""
        many = sum(one.step is Step.PAPERS for one in self.stops) > 1
        words = STEP_LABELS[stop.step]
        return f"{words} {self._number(stop)}" if many and stop.step is Step.PAPERS else words

    def _number(self, stop: Stop) -> int:
        return [one for one in self.stops if one.step is Step.PAPERS].index(stop) + 1


def address(bundle: Bundle, stop: str) -> str:
    """Where a stop of a bundle is."""
    return reverse("portal:bundle_step", args=[bundle.offer.slug, bundle.reference, stop])


def find_written(*, slug: str, reference: str, by: Actor) -> Written:
    """The bundle, while it is written. Raises Http404 for what is not theirs, NotOpen for what was filed."""
    try:
        return selectors.written(slug=slug, reference=reference, actor=by)
    except Bundle.DoesNotExist as error:
        if selectors.is_filed(slug=slug, reference=reference, actor=by):
            raise NotOpen(reference) from error
        raise Http404 from error


def find(request: HttpRequest, *, slug: str, reference: str, stop: str, is_unproven: bool = False) -> BundleDraft:
    """The bundle at this stop. Raises Http404, NotOpen."""
    by = citizen_actor(request)
    written = find_written(slug=slug, reference=reference, by=by)
    # The step of who files is one that every case has; what it is given, every stop is given.
    draft = drafts.find(request, reference=written.first.reference, step=Step.WHO.value, is_unproven=is_unproven)
    read, fees = checklists_of(written), fees_of(written, at=draft.at)
    stops = _stops(written, read, fees)
    here = next((one for one in stops if one.slug == stop), None)
    if here is None:
        raise Http404
    given = {one.name: getattr(draft, one.name) for one in fields(draft)}
    given |= {"step": here.step, "cases": ()}
    if here.case:
        given["dossier"] = written.cases[here.case].dossier
    if here.step not in WRITTEN and request.method != "POST":
        given["typed"] = None
    if here.step is Step.FORM:
        draft.dossier.answers = written.answers()
        given["questions"] = written.form.fields
    return BundleDraft(**given, written=written, stops=stops, stop=here, fees=fees, read=read)


def checklists_of(written: Written) -> tuple[Papers, ...]:
    """The papers of each case with what was sent."""
    return tuple(
        papers_of(dossier=case.dossier, chosen_from=filing.cases(version=case.dossier.version))
        for case in written.cases
    )


def fees_of(written: Written, *, at: datetime) -> tuple[Fee, ...]:
    """What each case would cost if it were filed now."""
    return tuple(fee_of_draft(dossier=case.dossier, at=at) for case in written.cases)


def _stops(written: Written, read: Sequence[Papers], fees: Sequence[Fee]) -> tuple[Stop, ...]:
    return stops_of(
        has_form=bool(written.form.fields),
        with_papers=[any(not paper.is_aside for paper in papers.asked) for papers in read],
        has_fee=any(asks_for_money(case.dossier, fee) for case, fee in zip(written.cases, fees, strict=True)),
    )
