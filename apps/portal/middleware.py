"""What happens to every request at the front door: language, log-in, privacy, counted tries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from apps.accounts.models import Device
from apps.accounts.services import sessions
from apps.core.limits import TooMany
from apps.portal.domain.languages import speaks
from apps.portal.domain.session import IS_SHARED, SEEN
from apps.portal.labels import waiting_words
from apps.portal.services import kiosk
from apps.portal.services.parking import AUTOSAVE, is_written, park

Answer = Callable[[HttpRequest], HttpResponse]


STAFF_FLATS = {"desk", "reports"}
SEEN_EVERY_SECONDS = 5 * 60


class ReaderLanguage:
    """Vietnamese, unless the reader chose English; the rooms of officials always, for their words end up on papers.

    A language on trial is spoken on the few pages that have words of it.

    Not Django's LocaleMiddleware: it follows the browser, and many a phone in a Vietnamese village is set to English.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        patch_vary_headers(response, ("Cookie",))
        return response

    def process_view(self, request: HttpRequest, view_func: Callable[..., Any], *_given: object) -> None:
        """Once the room is known; what is switched here ends with the request. Nobody logs in to a page for all."""
        found, chosen = request.resolver_match, request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        is_staff_room = getattr(view_func, "login_required", True)
        if found and is_staff_room and STAFF_FLATS.intersection(found.app_names):
            self._speak(request, settings.LANGUAGE_CODE)
        elif found and speaks(page=found.view_name, language=chosen, trial=settings.TRIAL_LANGUAGES):
            self._speak(request, chosen)

    def _speak(self, request: HttpRequest, language: str) -> None:
        translation.activate(language)
        request.LANGUAGE_CODE = language


class PlainAddresses:
    """An address with a NUL in it leads nowhere: nobody writes one by hand, and PostgreSQL cannot look it up."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path:
            raise Http404
        return self.get_response(request)


class LoginRequired(LoginRequiredMiddleware):
    """Every page asks who you are unless it says otherwise; whoever returns from log-in stands where they were."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        try:
            return super().process_view(request, view_func, view_args, view_kwargs)
        except TooMany as error:  # raised ahead of the view, so no process_exception hears of it
            return _come_back_later(request, error)

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        if is_written(request.resolver_match):
            if AUTOSAVE not in request.headers:  # that page is still open and holds what was typed
                park(request, at=timezone.now())
            return redirect_to_login(request.path)
        # The address of a form is no place to return to: go back to the page on which it was filled in.
        page = request.headers.get("Referer", "")
        ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
        return redirect_to_login(urlsplit(page)._replace(scheme="", netloc="", fragment="").geturl() if ours else "/")


class Kiosks:
    """A browser that was enrolled: whoever logs in there is a citizen, for as long as they stand there, or nobody.

    By whichever way they logged in: it is judged here, on the way in and on the way out, not at each door.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        at = timezone.now()
        device = kiosk.known_device(request, at=at)
        request.device = device  # type: ignore[attr-defined]
        if device is None:
            if settings.SESSION_COOKIE_NAME in request.COOKIES and kiosk.VISIT in request.session:
                return self._sent_away(request)  # revoked, or its cookie taken out, while somebody stood there
            return self.get_response(request)
        request.kiosk_seconds = seconds = kiosk.idle_seconds(device)  # type: ignore[attr-defined]
        if not self._may_stay(request, device, seconds=seconds, at=at):
            return self._sent_away(request)
        response = self.get_response(request)
        if not self._may_stay(request, device, seconds=seconds, at=at):
            return self._sent_away(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _may_stay(self, request: HttpRequest, device: Device, *, seconds: int, at: datetime) -> bool:
        if not request.user.is_authenticated:
            return True
        if request.user.person_id is None or kiosk.is_stale(request, idle_seconds=seconds, at=at):
            return False
        kiosk.note_visit(request, device=device, at=at)
        return True

    def _sent_away(self, request: HttpRequest) -> HttpResponse:
        return kiosk.wipe(HttpResponseRedirect(kiosk.end_visit(request)))


class OpenSessions:
    """Somebody is still there: written down every few minutes, and a shared machine's short time begins anew."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SEEN in request.session:
            at = timezone.now()
            if at.timestamp() - request.session[SEEN] > SEEN_EVERY_SECONDS:
                request.session[SEEN] = at.timestamp()
                sessions.seen(session_key=request.session.session_key or "", at=at)
            if IS_SHARED in request.session:
                request.session.modified = True
        return self.get_response(request)


class PrivatePages:
    """What somebody saw while logged in stays in no cache, not even behind the back button of a shared machine."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or request.session.modified:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class TriesAreCounted:
    """A used-up limit, wherever it is noticed, becomes a page that says when to come back."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, TooMany):
            return None
        return _come_back_later(request, exception)


def _come_back_later(request: HttpRequest, error: TooMany) -> HttpResponse:
    page = render(request, "429.html", {"wait": waiting_words(seconds=error.retry_after)}, status=429)
    page.headers["Retry-After"] = str(error.retry_after)
    return page
