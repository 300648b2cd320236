"""VNeID as an OpenID Connect provider: allauth speaks the protocol, this says with whom, and what is kept.

Nothing is: claims become an `Identity`, and allauth's own tables stay empty.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hmac import compare_digest
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthError, ProviderException
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import (
    OpenIDConnectProvider,
)
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from requests import RequestException

from apps.accounts.domain.claims import Identity, TwoPeople, Unidentified, read_identity
from apps.core.encryption import blind_index

log = logging.getLogger(__name__)

NAME = "vneid"

# What a provider that answers nonsense makes of our reading it: a key that is missing, a list where a table was.
_NONSENSE = (RequestException, OAuth2Error, KeyError, ValueError, TypeError, AttributeError)
# Signed by a key that only VNeID has; a shared secret signs nothing here.
_ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
_AWAY = frozenset({"server_error", "temporarily_unavailable"})


class NoAnswer(Exception):
    """VNeID did not answer, or not as an OpenID Connect provider does."""


class Cancelled(Exception):
    """Its owner said no there."""


class Spent(Exception):
    """This return belongs to no log-in that was begun here and not yet ended: used twice, too old, or made up."""


class Unknowable(Exception):
    """VNeID answered, but not with one person whom we can know."""


class _WrongAnswer(ProviderException):  # type: ignore[misc]
    """How allauth is told of an `Unknowable`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Somebody whom VNeID has named: who, where they were going, from what machine, where they log out there."""

    identity: Identity
    next_page: str
    is_shared: bool
    end_session: str


def is_set_up() -> bool:
    """Whether this installation may send people there: never over an open line, but for a trial."""
    is_safe = settings.VNEID_ISSUER.startswith("https://") or settings.DEMO or settings.DEBUG
    return bool(settings.VNEID_ISSUER and settings.VNEID_CLIENT_ID and is_safe)


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    """The provider of this installation's settings."""

    id = NAME
    identity: Identity
    nonce: str

    def get_pkce_params(self) -> dict[str, str]:
        self.app.settings["oauth_pkce_enabled"] = True
        return dict(super().get_pkce_params())

    @cached_property
    def door(self) -> Door:
        door = Door(self.request)
        door._provider = self
        return door

    def get_oauth2_adapter(self, request: HttpRequest) -> Door:
        return self.door

    def extract_uid(self, data: Mapping[str, Any]) -> str:
        """Read who it is, and answer with a key that says nothing of them."""
        userinfo, id_token = data.get("userinfo") or {}, data.get("id_token") or {}
        try:
            self.identity = read_identity(userinfo=userinfo, id_token=id_token, names=settings.VNEID_CLAIMS)
        except (Unidentified, TwoPeople) as error:
            raise _WrongAnswer(type(error).__name__) from error
        self.nonce = str(id_token.get("nonce") or "")
        return blind_index(value=f"{settings.VNEID_ISSUER}\x00{self.identity.personal_id}", purpose="vneid")

    def extract_extra_data(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return {}

    def extract_common_fields(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: Mapping[str, Any]) -> list[Any]:
        return []


class Door(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Both ends of a log-in by VNeID."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, NAME)
        self._provider: Provider | None = None

    def get_provider(self) -> Provider:
        if self._provider is None:
            self._provider = _provider(self.request)
            self._provider.door = self
        return self._provider

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return str(settings.PUBLIC_ADDRESS) + reverse("portal:vneid_return")

    @property
    def openid_config(self) -> dict[str, Any]:
        """What VNeID says of itself; an answer of another house is none."""
        config: dict[str, Any] = super().openid_config
        if str(config.get("issuer", "")).rstrip("/") != settings.VNEID_ISSUER:
            raise OAuth2Error("another issuer")
        return config

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """Its signature is checked even on the way from machine to machine."""
        with get_adapter().get_requests_session() as asking:
            answer = asking.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = [key for key in answer.json()["keys"] if key.get("use", "sig") == "sig"]
        return _signed(token=id_token, keys=keys, issuer=self.openid_config["issuer"], audience=app.client_id)


def _signed(*, token: str, keys: list[dict[str, Any]], issuer: str, audience: str) -> dict[str, Any]:
    """The claims under a signature by one of these keys; a provider with one key may leave it without a name."""
    try:
        header = jwt.get_unverified_header(token)
        named = [key for key in keys if key.get("kid") == header.get("kid")] or keys[:1]
        if header["alg"] not in _ALGORITHMS or not named:
            raise OAuth2Error("no key")
        key = jwt.PyJWK.from_dict(named[0], algorithm=header["alg"])
        claims: dict[str, Any] = jwt.decode(
            token, key, algorithms=[header["alg"]], issuer=issuer, audience=audience, leeway=60,
            options={"require": ["exp", "iss", "aud", "sub"]},
        )  # fmt: skip
    except jwt.PyJWTError as error:
        raise OAuth2Error(type(error).__name__) from error
    return claims


def send_there(request: HttpRequest, *, next_page: str, is_shared: bool) -> HttpResponse:
    """The answer that leads somebody to VNeID, with PKCE, state and nonce. Raises NoAnswer."""
    nonce = secrets.token_urlsafe(16)
    try:
        answer: HttpResponse = _provider(request).redirect(
            request,
            process="login",
            next_url=next_page or None,
            data={"nonce": nonce, "is_shared": is_shared},
            auth_params={"nonce": nonce},
        )
    except _NONSENSE as error:
        raise _away(error) from error
    return answer


def receive(request: HttpRequest) -> Arrival:
    """Who came back from VNeID. Raises NoAnswer, Cancelled, Spent, Unknowable."""
    try:
        OAuth2CallbackView.adapter_view(Door(request))(request)
    except _NONSENSE as error:
        raise _away(error) from error
    outcome = getattr(request, "vneid", None)
    if isinstance(outcome, Exception):
        raise outcome
    if not isinstance(outcome, Arrival):
        raise Spent
    return outcome


def arrival(*, provider: Provider, state: Mapping[str, Any]) -> Arrival | Exception:
    """What comes of a log-in that allauth found in order."""
    data = state.get("data") or {}
    if not provider.nonce or not compare_digest(provider.nonce, str(data.get("nonce") or "")):
        return Spent()
    return Arrival(
        identity=provider.identity,
        next_page=str(state.get("next") or ""),
        is_shared=bool(data.get("is_shared")),
        end_session=str(provider.door.openid_config.get("end_session_endpoint") or ""),
    )


def trouble(request: HttpRequest, *, error: str | None, exception: Exception | None) -> Exception:
    """What comes of a log-in that allauth found not in order."""
    if error == AuthError.CANCELLED or request.GET.get("error") == "access_denied":
        return Cancelled()
    if isinstance(exception, _WrongAnswer):
        return Unknowable()
    if isinstance(exception, RequestException) or request.GET.get("error") in _AWAY:
        return _away(exception or NoAnswer())
    return Spent()


def _away(error: Exception) -> NoAnswer:
    """What it said may name people, so the log has the kind of its error alone."""
    log.warning("VNeID gave no answer that can be used (%s)", type(error).__name__)
    return NoAnswer()


def _provider(request: HttpRequest) -> Provider:
    """The provider, for one request."""
    app = SocialApp(
        provider=NAME,
        provider_id=NAME,
        name="VNeID",
        client_id=settings.VNEID_CLIENT_ID,
        secret=settings.VNEID_CLIENT_SECRET,
        settings={
            "server_url": settings.VNEID_ISSUER,
            "scope": list(settings.VNEID_SCOPES),
            "token_auth_method": settings.VNEID_TOKEN_AUTH,
        },
    )
    return Provider(request, app=app)


def leave_address(*, end_session: str) -> str:
    """Where VNeID forgets the log-in too, and sends people back from; "" when it has no such page.

    No `id_token_hint`: it would carry the personal id through addresses and logs.
    """
    if urlsplit(end_session).scheme not in ("https", "http"):
        return ""
    back = settings.PUBLIC_ADDRESS + reverse("portal:left")
    return f"{end_session}?{urlencode({'client_id': settings.VNEID_CLIENT_ID, 'post_logout_redirect_uri': back})}"
