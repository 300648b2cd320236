"""Reading a printed paper back: its words, its codes, and whatever stands outside its margins."""

from __future__ import annotations

import io
from functools import cache

import pypdf
import pypdfium2
import zxingcpp

from apps.core.paper.wording import NO_BREAK
from apps.desk import printing
from apps.desk.domain.papers import Facts


@cache
def printed(facts: Facts) -> bytes:
    """The first print without a look-up factor; the same facts give the same bytes, so once is enough."""
    return printing.render(facts=facts)


def pages(pdf: bytes) -> list[str]:
    """The words of each page, blanks made single and lines joined."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return [" ".join(page.extract_text().replace(NO_BREAK, " ").split()) for page in reader.pages]


def codes(pdf: bytes, *, page: int = 0) -> dict[str, set[str]]:
    """What a scanner finds on a page rasterised at 200 dpi, by format."""
    picture = pypdfium2.PdfDocument(pdf)[page].render(scale=200 / 72).to_pil()
    found: dict[str, set[str]] = {}
    for code in zxingcpp.read_barcodes(picture):
        found.setdefault(code.format.name, set()).add(code.text)
    return found


def beyond_the_margin(pdf: bytes) -> list[str]:
    """Characters that stand outside the printable width of any page."""
    outside = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        for at in range(text.count_chars()):
            left, _, right, _ = text.get_charbox(at)
            if right > page.get_width() - 35 or (left and left < 70):
                outside.append(text.get_text_range(at, 1))
    return outside
