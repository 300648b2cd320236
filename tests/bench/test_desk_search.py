"""The rival of the search of the desk finds the same dossiers: its figure may stand beside ours."""

from __future__ import annotations

import pytest

from apps.dossiers.models import Dossier
from apps.dossiers.selectors import finding
from bench import desk_search
from bench.rivals import name_contains

pytestmark = pytest.mark.django_db


def test_both_find_the_same_and_neither_name_nor_number_reads_the_whole_table() -> None:
    actor, agency = desk_search.prepare(dossiers=6_000)
    some = Dossier.objects.order_by("pk")[40]

    for text in desk_search.NAMES:
        found = list(finding.search(actor=actor, text=text).values_list("pk", flat=True)[: name_contains.AT_MOST])
        assert found == name_contains.found(agency_id=agency.pk, words=text)
    for text in (*desk_search.NAMES, some.code, some.applicant_phone):
        assert "Seq Scan on dossiers_dossier" not in finding.search(actor=actor, text=text)[:20].explain()
    assert finding.search(actor=actor, text=desk_search.NAMES[0]).exists()
    assert some in finding.search(actor=actor, text=some.applicant_phone)
