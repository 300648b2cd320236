"""On what basis somebody files for another (domain 4.7), as data and as the one line that papers print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Basis(StrEnum):
    """What lets one person act for another."""

    FAMILY = "family"
    AUTHORISATION = "authorisation"
    GUARDIANSHIP = "guardianship"
    LEGAL = "legal"


# Official Vietnamese whatever language the filer reads: the line stands in the dossier, and the desk reads it.
NAMES = {
    Basis.FAMILY: "Người nhà",
    Basis.AUTHORISATION: "Được ủy quyền",
    Basis.GUARDIANSHIP: "Người giám hộ",
    Basis.LEGAL: "Đại diện theo pháp luật",
}
# The paper that shows it; a family tie is shown by what the procedure asks for anyway.
PROOFS = {
    Basis.AUTHORISATION: "Giấy ủy quyền",
    Basis.GUARDIANSHIP: "Giấy tờ về việc giám hộ",
    Basis.LEGAL: "Giấy tờ về tư cách đại diện",
}


def proof_besides(basis: Basis, *, asked_for: Iterable[str]) -> str:
    """The proof that is wanted besides these papers; empty where one of them is it, or none is needed."""
    name, said = PROOFS.get(basis, ""), " ".join(asked_for).casefold().replace("uỷ", "ủy")
    return "" if name.casefold() in said else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one acts for another: as what («mẹ đẻ», «giám đốc»), and by which paper of which day and office."""

    basis: Basis
    capacity: str = ""
    number: str = ""
    issued_on: date | None = None
    issued_typed: str = ""
    certified_by: str = ""

    @property
    def day_words(self) -> str:
        """«01/11/2026»; a day that is none stands as it was typed."""
        return f"{self.issued_on:%d/%m/%Y}" if self.issued_on else self.issued_typed

    def line(self) -> str:
        """«Được ủy quyền: số 12, ngày 01/11/2026, UBND xã Suối Mây»."""
        day = self.day_words
        said = [
            self.capacity,
            f"số {self.number}" if self.number else "",
            f"ngày {day}" if day else "",
            self.certified_by,
        ]
        words = ", ".join(part for part in said if part)
        return f"{NAMES[self.basis]}: {words}" if words else NAMES[self.basis]
