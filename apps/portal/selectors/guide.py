"""`/thu-tuc/tim-giup/`: the guided finder, and the events of a life with which it begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from apps.officials.models import Agency
from apps.portal.labels.signposts import signpost_words
from apps.portal.selectors.bundles import events
from apps.portal.selectors.catalogue import Row, row_of
from apps.procedures import selectors as procedures
from apps.procedures.models import Signpost

STEP = "buoc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One answer to choose, with its pictogram if it is an event of a life."""

    href: str
    words: str
    meaning: str
    picture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage:
    """One question of the finder, or its end."""

    number: int
    question: str
    meaning: str
    tiles: tuple[Tile, ...]
    trail: tuple[tuple[str, str], ...]
    back: str
    rows: tuple[Row, ...]
    events: tuple[Tile, ...]

    @property
    def is_end(self) -> bool:
        return bool(self.trail) and not self.tiles


def life_events() -> list[Tile]:
    """The events of a life, each the beginning of a way."""
    return _tiles(procedures.life_events())


def page(*, slug: str, agency: Agency | None, at: datetime) -> GuidePage:
    """Where the reader stands. Raises Signpost.DoesNotExist."""
    stands = procedures.standing(slug=slug)
    here, found = stands.here, procedures.hits(procedures=stands.procedures, agency=agency, at=at)
    return GuidePage(
        number=len(stands.trail) + 1,
        question=signpost_words(here.question) if here else "",
        meaning=signpost_words(here.meaning) if here else "",
        tiles=tuple(_tiles(stands.answers)),
        trail=tuple((_address(post.slug), signpost_words(post.words)) for post in stands.trail),
        back=_address(stands.trail[-2].slug if len(stands.trail) > 1 else ""),
        rows=tuple(row_of(hit) for hit in found),
        events=tuple(_events(agency, stands.trail[0].pk)) if agency and stands.trail else (),
    )


def _events(agency: Agency, signpost_id: int) -> Iterable[Tile]:
    """What can be filed at once for the event of a life with which the way began."""
    return [
        Tile(
            href=reverse("portal:bundle", args=[offer.slug]),
            words=signpost_words(offer.words),
            meaning=signpost_words(offer.meaning),
            picture=offer.picture,
        )
        for offer in events(agency=agency)
        if offer.signpost_id == signpost_id
    ]


def _tiles(posts: Iterable[Signpost]) -> list[Tile]:
    return [
        Tile(
            href=_address(post.slug),
            words=signpost_words(post.words),
            meaning=signpost_words(post.meaning),
            picture=post.picture,
        )
        for post in posts
    ]


def _address(slug: str) -> str:
    here = reverse("portal:finder")
    return f"{here}?{urlencode({STEP: slug})}" if slug else here
