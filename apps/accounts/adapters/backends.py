"""Whom a log-in lets in, and who stays in at the next request."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from apps.accounts.models import User


class _Backend(BaseBackend):
    def user_can_authenticate(self, user: User) -> bool:
        return user.is_active and (settings.DEMO or not user.is_demo)

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


class LocalBackend(_Backend):
    """Officials log in by user name and password; citizens by a code, where CITIZEN_LOCAL_LOGIN allows it at all."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if not username or not password:
            return None
        user = User.objects.filter(username=login_name(username), person__isnull=True).first()
        if user is None:
            make_password(password)  # an unknown name must cost as much time as a wrong password
            return None
        if not user.check_password(password) or not self.user_can_authenticate(user):
            return None
        return user

    def user_can_authenticate(self, user: User) -> bool:
        return super().user_can_authenticate(user) and (user.person_id is None or bool(settings.CITIZEN_LOCAL_LOGIN))


class VneidBackend(_Backend):
    """Whom VNeID has named stays logged in wherever citizens do not log in locally (domain ruling 14)."""

    def user_can_authenticate(self, user: User) -> bool:
        return super().user_can_authenticate(user) and user.person_id is not None


def login_name(typed: str) -> str:
    """The stored spelling of a user name."""
    return typed.strip().lower()
