"""The simplest way to find a dossier by a name: the words anywhere in it, as an admin page looks, newest first."""

from __future__ import annotations

from apps.dossiers.models import Dossier

AT_MOST = 20


def found(*, agency_id: int, words: str) -> list[int]:
    """The newest dossiers whose folded name holds each of these words somewhere."""
    rows = Dossier.objects.filter(agency_id=agency_id)
    for word in words.split():
        rows = rows.filter(applicant_name_folded__contains=word)
    return list(rows.order_by("-pk").values_list("pk", flat=True)[:AT_MOST])
