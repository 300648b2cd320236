"""The figure of the search is measured on what people ask, and stands on the indexes that were made for it."""

from __future__ import annotations

import pytest
from django.db import connection

from bench import search

pytestmark = pytest.mark.django_db


def test_search_is_measured_against_its_floor_and_stands_on_its_indexes() -> None:
    office, filler = search.filled(procedures=400)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    figure = next(iter(search.measure(agency=office, filler=filler, questions=search.everyday()[:8], rounds=1)))

    assert "procedures_version_words" in str(figure["indexes"])
    assert 0 < float(str(figure["rival_value"])) < float(str(figure["value"]))
