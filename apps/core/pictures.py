"""Small pictures of pages, as whoever opens the file will see them. Only a worker comes here."""

from __future__ import annotations

import io

import pypdfium2

WIDTH = 272  # twice the width at which it is shown
TALLEST = 2 * WIDTH
MOST = 20  # of one file; whoever wants to see more opens it
QUALITY = 70


def drawn(*, content: bytes) -> list[bytes]:
    """JPEGs of the first pages of a PDF. Raises pypdfium2.PdfiumError for what cannot be drawn."""
    pictures = []
    pdf = pypdfium2.PdfDocument(content)
    try:
        for number in range(min(len(pdf), MOST)):
            page = pdf[number]
            width, height = page.get_size()
            scale = min(WIDTH / max(width, 1), TALLEST / max(height, 1))
            out = io.BytesIO()
            page.render(scale=scale).to_pil().convert("RGB").save(out, "JPEG", quality=QUALITY, optimize=True)
            pictures.append(out.getvalue())
            page.close()
    finally:
        pdf.close()
    return pictures
