"""Whether a question can be answered from an index alone."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet

# What nobody has vacuumed looks dear to the planner: here no page costs anything, only what is done with its rows.
AS_IF_VACUUMED = "SET LOCAL enable_seqscan = {0}; SET LOCAL enable_bitmapscan = {0}; SET LOCAL random_page_cost = {1}"


def index_alone(query: QuerySet[Any, Any]) -> str:
    """What the database would do where it may open no table."""
    with connection.cursor() as cursor:
        cursor.execute(AS_IF_VACUUMED.format("off", 0))
        plan = query.explain()
        cursor.execute(AS_IF_VACUUMED.format("on", 4))
    return plan
