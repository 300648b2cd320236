"""Names that many versions share, one row each however they are spelt: fields, agencies of the law."""

from __future__ import annotations

from collections.abc import Iterable

from apps.core.folding import fold
from apps.procedures.domain.authorities import AuthorityFact
from apps.procedures.domain.ordering import sort_key
from apps.procedures.models import Authority, Field

NO_FIELD = "Chưa phân lĩnh vực"


def fields_of(*, names: Iterable[str]) -> dict[str, Field]:
    """The field of each name. One that folds alike is the same field, however it is capitalised."""
    slugs = {name: _slug(name) for name in {field_name(name) for name in names}}
    Field.objects.bulk_create(
        [Field(slug=slug, name=name, folded=fold(name), sort_key=sort_key(name)) for name, slug in slugs.items()],
        ignore_conflicts=True,
    )
    held = {row.slug: row for row in Field.objects.filter(slug__in=slugs.values())}
    return {name: held[slug] for name, slug in slugs.items()}


def field_name(name: str) -> str:
    """The name a field goes by here: shortened where absurd, a plain word where there is none."""
    return name[:300] or NO_FIELD


def _slug(name: str) -> str:
    return fold(name).replace(" ", "-")[:200].strip("-") or "khac"


def authorities_of(*, facts: Iterable[AuthorityFact]) -> dict[str, Authority]:
    """The agency of each slug, those above them among them. Where an editor placed one, there it stays."""
    own = {fact.slug: fact for fact in facts}
    above = {fact.parent.slug: fact.parent for fact in own.values() if fact.parent}
    _know(above.values(), held={})
    held = {row.slug: row for row in Authority.objects.filter(slug__in=above)}
    _know((fact for fact in own.values() if fact.slug not in held), held=held)
    return held | {row.slug: row for row in Authority.objects.filter(slug__in=own)}


def _know(facts: Iterable[AuthorityFact], *, held: dict[str, Authority]) -> None:
    Authority.objects.bulk_create(
        [
            Authority(
                slug=fact.slug,
                name=fact.name,
                sort_key=sort_key(fact.name)[:700],
                rank=fact.rank,
                parent=held[fact.parent.slug] if fact.parent else None,
            )
            for fact in facts
        ],
        ignore_conflicts=True,
    )
