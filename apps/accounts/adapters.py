"""Hooks that Django's authentication calls."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from apps.accounts.domain.identity import NotAPhone, read_phone
from apps.accounts.models import User


class PhoneOrNameBackend(BaseBackend):
    """Officials log in by user name; citizens by phone, where CITIZEN_LOCAL_LOGIN allows it (domain ruling 14)."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if not username or not password:
            return None
        user = User.objects.filter(username=login_name(username)).first()
        if user is None:
            make_password(password)  # an unknown name must cost as much time as a wrong password
            return None
        if not user.check_password(password) or not self.user_can_authenticate(user):
            return None
        return user

    def user_can_authenticate(self, user: User) -> bool:
        if not user.is_active or (user.is_demo and not settings.DEMO):
            return False
        return user.person_id is None or bool(settings.CITIZEN_LOCAL_LOGIN)

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


def login_name(typed: str) -> str:
    """The stored spelling of what was typed: a phone number in one form, a user name in lower case."""
    try:
        return read_phone(typed)
    except NotAPhone:
        return typed.strip().lower()
