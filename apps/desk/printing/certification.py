"""The attestation of each certified paper with its number, as a sheet to put on the copies."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string

from apps.core.paper import wording
from apps.core.paper.press import press
from apps.desk.domain.books import Book
from apps.desk.domain.certification import ATTESTED, numbered
from apps.desk.models import CertificationEntry
from apps.officials.models import Agency
from apps.procedures.printing import DEMO_MARK


def render_attestations(*, entries: Sequence[CertificationEntry], agency: Agency, reference: str) -> bytes:
    """One block for each number, from the frozen lines of the book (NĐ 23/2015/NĐ-CP, Phụ lục, lời chứng)."""
    first = entries[0]
    context = {
        "blocks": [_block(entry) for entry in entries],
        "office": agency.name,
        "reference": reference,
        "created": wording.local(first.certified_at).isoformat(timespec="seconds"),
        "mark": DEMO_MARK if agency.is_demo else "",
    }
    return press(render_to_string("print/attestations.html", context))


def _block(entry: CertificationEntry) -> dict[str, str]:
    book = Book(entry.book)
    name, _, position = entry.signed_as.partition(", ")
    return {
        "attested": ATTESTED[book],
        "number": numbered(number=entry.number, volume=entry.volume, year=entry.year, book=book),
        "day": wording.day_in_words(wording.local(entry.certified_at).date()),
        "title": entry.title,
        "pages": f"{entry.pages:02d}",
        "copies": f"{entry.copies:02d}",
        "position": position,
        "name": name,
    }
