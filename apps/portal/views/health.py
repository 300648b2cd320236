"""Whether the house stands and whether it is ready for visitors; for machines."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DEFAULT_DB_ALIAS, Error, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.portal.gateways import broker_answers


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while this process answers at all."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when pages can be served: database there, migrations applied. A broker that is away is told, not fatal."""
    database = _database()
    facts = {"database": database, "broker": "ok" if broker_answers() else "away"}
    return JsonResponse(facts, status=200 if database == "ok" else 503)


def _database() -> str:
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return "away"
    return "migrations pending" if plan else "ok"
