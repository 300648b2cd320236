"""Sealed fields: AES-GCM with the key outside the database, and a keyed blind index to look a value up.

Open fields beside them, for what has to be searched or listed: people type numbers where none belong.

A sealed value is `key-id . nonce(12) . ciphertext`; the column's name is authenticated with it, so a value cannot be
moved to another column. The first key of PERSONAL_ID_KEYS writes, all of them read: that is key rotation. Postgres
pgcrypto was rejected: its key would travel inside SQL text and logs.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

NONCE_BYTES = 12
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# Twelve digits, in one piece or in threes, that begin with a province (001 to 096): a personal id, wherever it stands.
_PERSONAL_ID = re.compile(r"(?<![0-9])(0(?:0[1-9]|[1-8][0-9]|9[0-6]))([ .\-]?)[0-9]{3}\2[0-9]{3}\2([0-9]{3})(?![0-9])")


@lru_cache(maxsize=4)
def _keys(spec: tuple[str, ...]) -> dict[str, AESGCM]:
    keys: dict[str, AESGCM] = {}
    for entry in spec:
        key_id, _, encoded = entry.partition(":")
        keys[key_id] = AESGCM(base64.b64decode(encoded))
    return keys


def seal(*, text: str, purpose: str) -> bytes:
    """The text, unreadable without the key; `purpose` must be the same when it is opened."""
    keys = _keys(tuple(settings.PERSONAL_ID_KEYS))
    key_id = next(iter(keys))
    nonce = os.urandom(NONCE_BYTES)
    return key_id.encode() + b"." + nonce + keys[key_id].encrypt(nonce, text.encode(), purpose.encode())


def unseal(*, sealed: bytes, purpose: str) -> str:
    """The text again. Raises `cryptography.exceptions.InvalidTag` when a byte was touched, KeyError without the key."""
    key_id, _, rest = bytes(sealed).partition(b".")
    key = _keys(tuple(settings.PERSONAL_ID_KEYS))[key_id.decode()]
    return key.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], purpose.encode()).decode()


def blind_index(*, value: str, purpose: str) -> str:
    """32 hex digits that are equal for equal values and say nothing without BLIND_INDEX_KEY."""
    key = base64.b64decode(settings.BLIND_INDEX_KEY)
    return hmac.new(key, f"{purpose}\x00{value}".encode(), hashlib.sha256).hexdigest()[:32]


if TYPE_CHECKING:
    _BinaryField = models.BinaryField[Any, Any]
else:
    _BinaryField = models.BinaryField


class SealedTextField(_BinaryField):
    """Text that lies encrypted in the table; it can be read and written, never filtered."""

    description = "Encrypted text"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    @property
    def purpose(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else self.loads(unseal(sealed=value, purpose=self.purpose))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None:
            value = seal(text=self.dumps(value), purpose=self.purpose)
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.purpose} is sealed: look it up by its blind index")
        return super().get_lookup(lookup_name)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        raise FieldError(f"{self.purpose} is sealed and never leaves in a dump of fixtures")

    def dumps(self, value: Any) -> str:
        return str(value)

    def loads(self, text: str) -> Any:
        return text


class SealedJSONField(SealedTextField):
    """A JSON value that lies encrypted in the table: form answers, frozen facts of a paper."""

    description = "Encrypted JSON"

    def dumps(self, value: Any) -> str:
        return _encode(value)

    def loads(self, text: str) -> Any:
        return json.loads(text)


def hide_personal_ids(text: str) -> str:
    """The text with each personal id in it masked: 025******905."""
    return _PERSONAL_ID.sub(r"\1******\3", text)


class _Open:
    """Text that lies open in its table, so a personal id typed into it does not get that far.

    Here and not in forms or services: a column that is added tomorrow is safe on the day it is added. The reader sees
    the mask in the place of the number and knows that it does not belong there.
    """

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)  # type: ignore[misc]
        return hide_personal_ids(prepared) if isinstance(prepared, str) else prepared

    def deconstruct(self) -> Any:
        """To the database it is the plain column that it was: no migration."""
        name, _, args, kwargs = super().deconstruct()  # type: ignore[misc]
        return name, f"django.db.models.{type(self).__name__.removeprefix('Open')}", args, kwargs


if TYPE_CHECKING:
    OpenCharField = models.CharField
    OpenTextField = models.TextField
    OpenEmailField = models.EmailField
else:

    class OpenCharField(_Open, models.CharField):
        """A line anybody may read in the table."""

    class OpenTextField(_Open, models.TextField):
        """Text anybody may read in the table."""

    class OpenEmailField(_Open, models.EmailField):
        """A mailbox; one that is named after a number is still a mailbox, and masked it would get no letter."""

        def get_prep_value(self, value: Any) -> Any:
            return models.EmailField.get_prep_value(self, value) if "@" in str(value) else super().get_prep_value(value)
