"""A layout shown on a paper about nobody, as PDF and as a picture of its first page."""

from __future__ import annotations

import io
from functools import cache

from apps.core.folding import fold
from apps.desk.domain.layouts import Layout
from apps.desk.domain.papers import ApologyFacts, ApologyTitle, Facts, SlipKind, facts_class
from apps.desk.printing.slips import TITLES, render

MARK = "BẢN XEM THỬ"
WIDTH = 900  # twice the width at which it is shown


def specimen(*, facts: Facts, layout: Layout) -> bytes:
    """The PDF, marked on every page as nothing but a look."""
    return render(facts=facts, layout=layout, note=MARK)


def specimen_picture(*, facts: Facts, layout: Layout) -> bytes:
    """Its first page as PNG."""
    import pypdfium2  # megabytes that no other page of a web process needs

    pdf = pypdfium2.PdfDocument(specimen(facts=facts, layout=layout))
    try:
        page = pdf[0]
        out = io.BytesIO()
        page.render(scale=WIDTH / page.get_width(), grayscale=True).to_pil().save(out, "PNG", optimize=True)
        page.close()
    finally:
        pdf.close()
    return out.getvalue()


@cache
def addresses_of_kinds() -> dict[str, SlipKind]:
    """Every kind of paper by the word of its address: «mau-01», «giay-bien-nhan-tra-ket-qua»."""
    return {_address(kind): kind for kind in SlipKind}


def _address(kind: SlipKind) -> str:
    return f"mau-{kind.form}" if kind.form else fold(standard_title(kind)).replace(" ", "-")


def standard_title(kind: SlipKind) -> str:
    """The title of a kind of paper as its form has it."""
    facts = facts_class(kind)
    return ApologyTitle.EXTENSION.value if facts is ApologyFacts else TITLES[facts]
