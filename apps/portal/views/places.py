"""`/dia-gioi/<tỉnh>/`: the communes of a province, for the address questions of pages with scripts."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from apps.procedures.selectors.places import provinces

A_DAY = 24 * 3600


@login_not_required
@require_safe
@cache_control(public=True, max_age=A_DAY)
def communes(request: HttpRequest, province: str) -> JsonResponse:
    """Code and name of each commune, in the order of the alphabet."""
    found = provinces().get(province)
    if found is None:
        raise Http404
    return JsonResponse({"communes": list(found.communes.items())})
