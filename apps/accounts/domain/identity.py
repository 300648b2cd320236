"""How personal ids and phone numbers are read, checked, written and masked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import phonenumbers

PERSONAL_ID_DIGITS = 12
NATIONAL_DIGITS = (9, 10)  # a mobile phone, a landline with its area; not the hotlines of companies


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class NotAPersonalId(ValueError):
    """The digits cannot be a personal identification number."""


class NotAPhone(ValueError):
    """The digits cannot be a Vietnamese phone number."""


@dataclass(frozen=True, slots=True)
class PersonalIdFacts:
    """What the twelve digits say about their holder (NĐ 137/2015, Điều 13: province, century and sex, year, serial)."""

    birth_year: int
    sex: Sex


def read_personal_id(typed: str) -> str:
    """Twelve digits without blanks or dots. Raises NotAPersonalId."""
    digits = re.sub(r"[\s.\-]", "", typed)
    if not re.fullmatch(rf"[0-9]{{{PERSONAL_ID_DIGITS}}}", digits) or not 1 <= int(digits[:3]) <= 96:
        raise NotAPersonalId(len(digits))
    return digits


def facts_of(personal_id: str) -> PersonalIdFacts:
    """Year of birth and sex as the number carries them."""
    century_and_sex = int(personal_id[3])
    return PersonalIdFacts(
        birth_year=1900 + 100 * (century_and_sex // 2) + int(personal_id[4:6]),
        sex=Sex.FEMALE if century_and_sex % 2 else Sex.MALE,
    )


def agrees_with_birth(*, personal_id: str, birth_date: date) -> bool:
    """Whether the number could belong to someone born on that day."""
    return facts_of(personal_id).birth_year == birth_date.year


def mask_personal_id(personal_id: str) -> str:
    """Enough to recognise one's own number, too little to use it."""
    return f"{personal_id[:3]}******{personal_id[-3:]}" if personal_id else ""


def read_phone(typed: str) -> str:
    """+84… in one spelling. Raises NotAPhone."""
    if any(character.isalpha() for character in typed):
        raise NotAPhone(typed)  # phonenumbers would dial letters as digits
    try:
        number = phonenumbers.parse(typed, "VN")
    except phonenumbers.NumberParseException as error:
        raise NotAPhone(typed) from error
    if number.country_code != 84 or len(str(number.national_number)) not in NATIONAL_DIGITS:
        raise NotAPhone(typed)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def show_phone(phone: str) -> str:
    """0912 345 678 for +84912345678; a landline, one digit longer, as 0205 3800 100. Shown once more, the same."""
    phone = phone.replace(" ", "")
    national = "0" + phone.removeprefix("+84") if phone.startswith("+84") else phone
    middle = 8 if len(national) == 11 else 7
    return f"{national[:4]} {national[4:middle]} {national[middle:]}".strip()


def mask_phone(phone: str) -> str:
    """0912 *** 678."""
    shown = show_phone(phone)
    return f"{shown[:4]} *** {shown[-3:]}" if shown else ""
