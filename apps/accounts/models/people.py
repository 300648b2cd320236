"""Persons, with or without a log-in, and users."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from apps.accounts.domain.identity import Sex, mask_personal_id, mask_phone
from apps.core.encryption import OpenCharField, OpenEmailField, SealedTextField


class PersonKind(models.TextChoices):
    CITIZEN = "citizen", "Cá nhân"
    ORGANISATION = "organisation", "Tổ chức"


class Person(models.Model):
    """A citizen or an organisation. The personal id lies sealed; `personal_id_index` finds it again."""

    kind = models.CharField(max_length=12, choices=PersonKind, default=PersonKind.CITIZEN)
    name = OpenCharField(max_length=200)
    name_folded = OpenCharField(max_length=200, help_text="lower case, no diacritics: what search reads")
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=6, choices=[(s.value, s.value) for s in Sex], blank=True)
    personal_id = SealedTextField(null=True, blank=True)
    personal_id_index = models.CharField(max_length=32, null=True, blank=True)
    phone = OpenCharField(max_length=20, blank=True, help_text="+84…, a way to reach, not a way to log in")
    email = OpenEmailField(blank=True)
    address = OpenCharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["personal_id_index"], name="accounts_person_personal_id"),
            models.CheckConstraint(
                condition=Q(personal_id__isnull=True, personal_id_index__isnull=True)
                | Q(personal_id__isnull=False, personal_id_index__isnull=False),
                name="accounts_person_id_with_its_index",
            ),
        ]
        indexes = [
            models.Index(fields=["phone"], name="accounts_person_phone"),
            models.Index(fields=["name_folded"], name="accounts_person_name", opclasses=["text_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def key(self) -> str:
        return f"person:{self.pk}"

    @property
    def masked_personal_id(self) -> str:
        return mask_personal_id(self.personal_id or "")

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone)


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **facts: object) -> User:
        user = self.model(username=username, **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Someone who can log in. What a user may do follows from the official behind it, never from flags here."""

    username = models.CharField(max_length=60)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="user")
    phone_index = models.CharField(
        max_length=32,
        blank=True,
        db_default="",
        help_text="of the phone whose codes let them in; families share one",
    )
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, help_text="exists only where DEMO=1")
    created_at = models.DateTimeField()

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(fields=["username"], name="accounts_user_username")]
        indexes = [models.Index(fields=["phone_index"], condition=~Q(phone_index=""), name="accounts_user_phone")]

    def __str__(self) -> str:
        return f"user {self.pk}"  # not the user name: a citizen's is a phone number
