"""What allauth is told to do where it would log somebody in itself, or show a page of its own: neither."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest, HttpResponse

from apps.accounts.gateways import vneid


class Hooks(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Leaves on the request what came of a log-in; whoever called makes the page."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        request.vneid = vneid.arrival(provider=sociallogin.provider, state=sociallogin.state)  # type: ignore[attr-defined]
        raise ImmediateHttpResponse(HttpResponse())

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        request.vneid = vneid.trouble(request, error=error, exception=exception)  # type: ignore[attr-defined]
        raise ImmediateHttpResponse(HttpResponse())

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: Any) -> Any:
        return sociallogin.user
