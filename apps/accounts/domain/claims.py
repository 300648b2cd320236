"""What VNeID tells of somebody, read with suspicion."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from apps.accounts.domain.identity import NotAPersonalId, NotAPhone, Sex, read_personal_id, read_phone

NAME_LENGTH, ADDRESS_LENGTH = 200, 300
_SEXES = {"male": Sex.MALE, "m": Sex.MALE, "nam": Sex.MALE, "female": Sex.FEMALE, "f": Sex.FEMALE, "nữ": Sex.FEMALE}
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d")
# Since 1/7/2025 a household business has its owner's personal id for its number: that is the person, no organisation.
_ORGANISATION_ID = re.compile(r"[0-9]{10}(-?[0-9]{3})?")


class Unidentified(ValueError):
    """VNeID did not say who this is: no personal id, or no name."""


class TwoPeople(ValueError):
    """The two answers of one log-in speak of different people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who somebody is, as VNeID says; "" where it said nothing that can be read."""

    personal_id: str
    name: str
    birth_date: date | None = None
    sex: str = ""
    phone: str = ""
    address: str = ""
    organisation_id: str = ""
    organisation_name: str = ""


def read_identity(*, userinfo: Mapping[str, Any], id_token: Mapping[str, Any], names: Mapping[str, str]) -> Identity:
    """One person out of both answers; `names` tells what each fact is called there. Raises Unidentified, TwoPeople."""
    subjects = {str(answer.get("sub") or "") for answer in (userinfo, id_token) if answer}
    if len(subjects) > 1:
        raise TwoPeople
    claims = {**id_token, **userinfo}
    told = {fact: _line(claims.get(name)) for fact, name in names.items()}
    try:
        personal_id = read_personal_id(told["personal_id"])
    except NotAPersonalId as error:
        raise Unidentified("personal_id") from error
    if not told["name"]:
        raise Unidentified("name")
    organisation_id = told["organisation_id"] if _ORGANISATION_ID.fullmatch(told["organisation_id"]) else ""
    return Identity(
        personal_id=personal_id,
        name=told["name"][:NAME_LENGTH],
        birth_date=_day(told["birth_date"]),
        sex=_SEXES.get(told["sex"].lower(), ""),
        phone=_phone(told["phone"]),
        address=told["address"][:ADDRESS_LENGTH],
        organisation_id=organisation_id.replace("-", ""),
        organisation_name=told["organisation_name"][:NAME_LENGTH] if organisation_id else "",
    )


def _line(value: object) -> str:
    """A claim as one line; an address may come as an object with its text in `formatted`."""
    if isinstance(value, Mapping):
        value = value.get("formatted")
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return " ".join(text.replace("\x00", " ").split())


def _day(text: str) -> date | None:
    for form in _DATES:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def _phone(text: str) -> str:
    try:
        return read_phone(text)
    except NotAPhone:
        return ""
