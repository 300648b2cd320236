"""The way by questions: where a signpost stands, what it asks next, and the procedures behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from apps.procedures.models import Signpost, SignpostProcedure


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One place on the way: the answers given so far, those to choose from, and what lies behind, likeliest first."""

    trail: tuple[Signpost, ...]
    answers: tuple[Signpost, ...]
    procedures: tuple[int, ...]

    @property
    def here(self) -> Signpost | None:
        """The answer given last; None at the beginning."""
        return self.trail[-1] if self.trail else None


def life_events() -> list[Signpost]:
    """Where every way begins: the events of a life."""
    return list(Signpost.objects.filter(parent=None).order_by("position", "pk"))


def standing(*, slug: str = "") -> Standing:
    """A place on the way, in two queries. Raises Signpost.DoesNotExist."""
    posts = {post.pk: post for post in Signpost.objects.order_by("position", "pk")}
    below: defaultdict[int | None, list[Signpost]] = defaultdict(list)
    for post in posts.values():
        below[post.parent_id].append(post)
    here = next((post for post in posts.values() if post.slug == slug), None)
    if here is None and slug:
        raise Signpost.DoesNotExist(slug)
    key = here.pk if here else None
    return Standing(
        trail=tuple(reversed(list(_up(here, posts)))),
        answers=tuple(below[key]),
        procedures=_behind([post.pk for post in _down(here, below)]) if here else (),
    )


def _up(post: Signpost | None, posts: dict[int, Signpost]) -> Iterator[Signpost]:
    while post:
        yield post
        post = posts[post.parent_id] if post.parent_id else None


def _down(post: Signpost, below: dict[int | None, list[Signpost]]) -> Iterator[Signpost]:
    yield post
    for child in below[post.pk]:
        yield from _down(child, below)


def _behind(posts: list[int]) -> tuple[int, ...]:
    places = {key: place for place, key in enumerate(posts)}
    rows = SignpostProcedure.objects.filter(signpost__in=posts).values_list("signpost_id", "position", "procedure_id")
    ordered = sorted(rows, key=lambda row: (places[row[0]], row[1]))
    return tuple(dict.fromkeys(procedure for _, _, procedure in ordered))
