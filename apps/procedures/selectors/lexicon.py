"""The words of the catalogue, read once for each state of it and then kept by the process."""

from __future__ import annotations

from functools import lru_cache

from django.db import connection
from django.db.models import Count, Max, Sum
from django.db.models.functions import Length

from apps.procedures.domain.searching import Lexicon
from apps.procedures.models import EverydayWord, Offering, ProcedureVersion

# Titles through the very expression of their index; ts_stat counts each word once a title.
_WORDS_OF = """
    SELECT word, ndoc FROM ts_stat(
        'SELECT to_tsvector(''simple''::regconfig, COALESCE({column}, '''')) FROM {table} WHERE {which}'
    )
"""
_TITLES = _WORDS_OF.format(column="folded", table="procedures_procedureversion", which="effective_to IS NULL")
_NAMES = _WORDS_OF.format(column="folded_keywords", table="procedures_offering", which="folded_keywords <> ''''''''")


def lexicon() -> Lexicon:
    """What the catalogue can be asked for, as it stands now."""
    return _lexicon(_stamp())


def _stamp() -> tuple[int, ...]:
    """Numbers that change with whatever a lexicon is made of; a word of what was taken away does no harm."""
    versions = ProcedureVersion.objects.aggregate(last=Max("pk"))
    names = Offering.objects.aggregate(count=Count("pk"), size=Sum(Length("folded_keywords")))
    words = EverydayWord.objects.aggregate(last=Max("pk"), count=Count("pk"))
    return tuple(number or 0 for told in (versions, names, words) for number in told.values())


@lru_cache(maxsize=4)
def _lexicon(stamp: tuple[int, ...]) -> Lexicon:
    meanings: dict[str, list[str]] = {}
    for said, means in EverydayWord.objects.order_by("pk").values_list("folded_said", "folded_means"):
        meanings.setdefault(said, []).append(means)
    with connection.cursor() as cursor:
        cursor.execute(_TITLES)
        counts = dict(cursor.fetchall())
        cursor.execute(_NAMES)
        counts.update((word, count) for word, count in cursor.fetchall() if word not in counts)
    for said in meanings:
        for word in said.split():
            counts.setdefault(word, 1)
    titles = ProcedureVersion.objects.filter(effective_to=None).count()
    return Lexicon(counts=counts, titles=titles, meanings={said: tuple(means) for said, means in meanings.items()})
