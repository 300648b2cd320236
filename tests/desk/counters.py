"""An official at the browser, for tests that go through pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.desk.domain.acts import Act
from apps.dossiers.models import Dossier
from apps.officials.models import Official


class Seat:
    """One official, logged in."""

    def __init__(self, official: Official) -> None:
        self.official = official
        self._client = Client()
        self._logged_in_at: datetime | None = None

    @property
    def client(self) -> Client:
        """The browser, logged in again where the clock of the test has left the session behind."""
        now = timezone.now()
        if self._logged_in_at is None or now - self._logged_in_at > timedelta(hours=1):
            self._client.force_login(self.official.user)
            self._logged_in_at = now
        return self._client

    def get(self, page: str, /, *args: Any, **query: Any) -> Any:
        """The page of this name."""
        return self.client.get(reverse(f"desk:{page}", args=args), query)

    def post(self, page: str, /, *args: Any, **said: Any) -> Any:
        """What comes back from a form, not followed."""
        return self.client.post(reverse(f"desk:{page}", args=args), said)

    def do(self, act: Act, dossier: Dossier, **said: Any) -> Any:
        """One act as the form on the page would post it: with the key and the last event that the page showed."""
        dossier.refresh_from_db()
        carried = {"seen": dossier.last_sequence, "key": f"{act}-{dossier.last_sequence}"}
        return self.post("act", dossier.reference, act.value, **carried | said)


def words(response: Any) -> str:
    """The page as text, entities resolved."""
    return unescape(response.content.decode())


def ways(response: Any) -> set[str]:
    """The addresses of the acts that the page of a dossier offers."""
    here = response.request["PATH_INFO"]
    return {act.value for act in Act if f"{here}{act.value}/" in response.content.decode()}
