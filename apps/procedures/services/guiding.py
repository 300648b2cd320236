"""Everyday words and signposts: the ones this project carries, put up where none stand yet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from apps.core.folding import fold
from apps.procedures.domain.signposts import Post, posts_of
from apps.procedures.models import EverydayWord, Procedure, Signpost, SignpostProcedure

LIFE_EVENTS = Path(__file__).resolve().parent.parent / "data" / "life_events.json"


@transaction.atomic
def put_up_signposts() -> None:
    """Put up what the file holds. Words and ways that somebody has changed since stay as they are."""
    carried = json.loads(LIFE_EVENTS.read_text(encoding="utf-8"))
    if not EverydayWord.objects.exists():
        EverydayWord.objects.bulk_create(_words(carried["words"]), ignore_conflicts=True)
    if not Signpost.objects.exists():
        _put_up(carried["signposts"])


def _words(rows: list[dict[str, Any]]) -> list[EverydayWord]:
    return [
        EverydayWord(said=said, means=row["means"], folded_said=fold(said), folded_means=fold(row["means"]))
        for row in rows
        for said in row["said"]
    ]


def _put_up(rows: list[Any]) -> None:
    posts = list(posts_of(rows))
    known = dict(Procedure.objects.values_list("code", "pk"))
    standing: dict[str, Signpost] = {}
    while layer := [
        post for post in posts if post.slug not in standing and (post.parent in standing or not post.parent)
    ]:
        signposts = [_signpost(post, standing.get(post.parent)) for post in layer]
        standing.update((signpost.slug, signpost) for signpost in Signpost.objects.bulk_create(signposts))
    SignpostProcedure.objects.bulk_create(
        [
            SignpostProcedure(signpost=standing[post.slug], procedure_id=known[code], position=position)
            for post in posts
            for position, code in enumerate(post.procedures, start=1)
            if code in known
        ]
    )


def _signpost(post: Post, parent: Signpost | None) -> Signpost:
    return Signpost(
        parent=parent,
        position=post.position,
        slug=post.slug,
        words=post.words,
        meaning=post.meaning,
        picture=post.picture,
        question=post.question,
    )
