"""What was typed when the session had ended is kept, sealed, until its writer has logged in again in this browser."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest, QueryDict
from django.urls import ResolverMatch

from apps.core.encryption import seal, unseal
from apps.core.limits import Limit, count
from apps.core.strangers import client_address
from apps.portal.domain.steps import WRITTEN

AUTOSAVE = "X-Autosave"  # a page that goes on being written asks to be kept, and stays open itself
KEPT_FOR = timedelta(hours=2)
MOST_CHARACTERS = 200_000
# Pages that take up what was typed once their writer is known again, and what names the step in their addresses.
STEP_OF = {"portal:filing_step": "step", "portal:bundle_step": "stop"}
PARKED, PURPOSE = "parked_form", "parked_form"
_PER_ADDRESS = Limit("parked-forms", 60, 60 * 60)


def is_written(page: ResolverMatch | None) -> bool:
    """Whether what is posted there was typed, and is taken up again when its writer is known."""
    return page is not None and page.view_name in STEP_OF and page.kwargs[STEP_OF[page.view_name]] in WRITTEN


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
