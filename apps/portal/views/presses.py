"""One act, however often its button was pressed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest

from apps.core.addresses import token
from apps.core.idempotency import OtherContent, once
from apps.dossiers.domain.lifecycle import Forbidden

_KEY = re.compile(r"[A-Za-z0-9_-]{1,80}")


def key_of(request: HttpRequest) -> str:
    """The key that the page was drawn with; a page without one presses for itself alone."""
    typed = request.POST.get("khoa", "")
    return typed if _KEY.fullmatch(typed) else token()


def acted_once(request: HttpRequest, *, scope: str, at: datetime, act: Callable[[], object]) -> bool:
    """Do it once for this key; False when the law does not allow it any more."""

    def answered() -> bool:
        act()
        return True

    try:
        once(scope=scope, key=key_of(request), content={}, at=at, act=answered)
    except (Forbidden, OtherContent):
        return False
    return True
