"""What every paper of the desk carries, whatever it is about: its kind and number, office, dossier, applicant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Self

from apps.desk.domain.frozen import NaiveInstant, freeze, thaw

HEAD_HASH_LENGTH = 16
_HEAD_HASH = re.compile(rf"[0-9a-f]{{{HEAD_HASH_LENGTH}}}")


class SlipKind(StrEnum):
    """The papers of the desk that are issued one by one; each has its form number in the circular."""

    RECEIPT = "receipt"
    SUPPLEMENT_REQUEST = "supplement_request"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP = "stop"
    CONTROL = "control"
    RESULT_RECEIPT = "result_receipt"
    APPOINTMENT = "appointment"

    @property
    def form(self) -> str:
        """The number of the form, as printed in the foot: «01»; empty for a working paper no circular numbers."""
        return _FORMS[self][0]

    @property
    def symbol(self) -> str:
        """The letters after the running number: «TNHS»."""
        return _FORMS[self][1]


_FORMS = {
    SlipKind.RECEIPT: ("01", "TNHS"),
    SlipKind.SUPPLEMENT_REQUEST: ("02", "HDHS"),
    SlipKind.REFUSAL: ("03", "TCHS"),
    SlipKind.APOLOGY: ("04", "PXL"),
    SlipKind.STOP: ("05", "TBD"),
    SlipKind.CONTROL: ("06", "PKS"),
    SlipKind.RESULT_RECEIPT: ("", "BNKQ"),
    SlipKind.APPOINTMENT: ("", "PH"),
}


class UnfitFacts(ValueError):
    """Facts that no paper may carry."""


def paper_number(*, kind: SlipKind, sequence: int) -> str:
    """A paper's number of its agency and year; below ten it has a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    return f"{sequence:02d}/{kind.symbol}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The office in whose name a paper speaks."""

    superior: str  # «UBND xã Suối Mây»
    unit: str  # «Trung tâm Phục vụ hành chính công xã Suối Mây»
    place: str  # «Suối Mây», before the date
    phone: str
    track_address: str = ""  # where the dossier can be looked up, as one would type it
    is_demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """The applicant as the paper names them, and who came in their stead."""

    name: str
    is_organisation: bool = False
    salutation: str = ""  # «Ông», «Bà»; empty when nobody told us
    address: str = ""
    phone: str = ""
    email: str = ""
    personal_id: str = ""
    brought_by: str = ""  # the representative who handed the dossier in
    bringer_address: str = ""
    bringer_phone: str = ""
    bringer_email: str = ""
    bringer_id: str = ""

    @property
    def addressed(self) -> str:
        """How the paper speaks to them: «Ông», «Ông/Bà», «Quý tổ chức»."""
        return self.salutation or ("Quý tổ chức" if self.is_organisation else "Ông/Bà")

    @property
    def spoken_to(self) -> str:
        """The same inside a sentence: «ông/bà»."""
        return self.addressed.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What every paper carries: number, day, office, dossier, and how anyone can check it."""

    number: str  # empty on a draft
    issued_at: datetime
    issuer: Issuer
    dossier_code: str  # the temporary reference before reception
    procedure_code: str
    procedure_name: str
    verification_url: str  # absolute, random, naming nobody; empty on a draft
    head_hash: str  # first 16 hexadecimal digits of the head of the dossier's chain

    def __post_init__(self) -> None:
        need_zone(self.issued_at)
        if not _HEAD_HASH.fullmatch(self.head_hash):
            raise UnfitFacts(f"head hash {self.head_hash!r}")

    @property
    def is_provisional(self) -> bool:
        """Not received yet: the code is a temporary reference."""
        return self.dossier_code.startswith("TMP-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What all papers share; each paper adds its own."""

    kind: ClassVar[SlipKind]
    head: Head
    applicant: Party

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, to be sealed and stored with the slip."""
        plain: dict[str, Any] = freeze(self)
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Self:
        """The facts as they were frozen."""
        return thaw(cls, plain)


def need_zone(*instants: datetime) -> None:
    """Raise NaiveInstant for an instant that could mean two different hours."""
    for instant in instants:
        if instant.utcoffset() is None:
            raise NaiveInstant(instant.isoformat())
