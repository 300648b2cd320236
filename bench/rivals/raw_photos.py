"""The simplest good way from photographs to a paper: img2pdf puts each file, as it is, on a sheet of A4."""

from __future__ import annotations

from collections.abc import Sequence

import img2pdf


def paper(photographs: Sequence[bytes]) -> bytes:
    """A PDF with the photographs in it byte for byte, place and time of the phone and all."""
    sheet = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))
    content: bytes = img2pdf.convert(list(photographs), layout_fun=img2pdf.get_layout_fun(sheet, auto_orient=True))
    return content
