"""What was typed when the session had ended is kept, sealed, until its writer has logged in again in this browser."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest, QueryDict

from apps.core.encryption import seal, unseal
from apps.core.limits import Limit, count
from apps.core.strangers import client_address

AUTOSAVE = "X-Autosave"  # a page that goes on being written asks to be kept, and stays open itself
KEPT_FOR = timedelta(hours=2)
MOST_CHARACTERS = 200_000
PARKED, PURPOSE = "parked_form", "parked_form"
_PER_ADDRESS = Limit("parked-forms", 60, 60 * 60)


def park(request: HttpRequest, *, at: datetime) -> None:
    """Keep this form, which passed the check against forgery; the latest one counts. Raises TooMany."""
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    words = typed.urlencode()
    if len(words) > MOST_CHARACTERS:
        return
    count(limits=[(_PER_ADDRESS, client_address(request))], at=at)
    request.session[PARKED] = {
        "path": request.path,
        "words": seal(text=words, purpose=PURPOSE).hex(),
        "until": (at + KEPT_FOR).isoformat(),
    }


def fetch(request: HttpRequest, *, at: datetime) -> QueryDict | None:
    """What was parked for this address, once; the caller has made sure that the page belongs to whoever asks."""
    kept = request.session.get(PARKED)
    if kept is None or kept["path"] != request.path:
        return None
    del request.session[PARKED]
    if at >= datetime.fromisoformat(kept["until"]):
        return None
    return QueryDict(unseal(sealed=bytes.fromhex(kept["words"]), purpose=PURPOSE))
