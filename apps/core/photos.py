"""Photographs of papers: upright, of a readable size, without what the phone wrote into them, and bound as one PDF.

Only a worker comes here: unfolding twelve megapixels takes a second and a hundred megabytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

import img2pdf
import pikepdf
import pillow_heif
from PIL import Image, ImageOps

from apps.core.files import FileRefused, Refusal
from apps.core.inspection import NO_PICTURE, opened_picture

# A4 at 200 dots per inch: small print stays readable, a page weighs two or three hundred kilobytes.
SHORT, LONG = 1654, 2339
QUALITY = 75
_A4 = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))

pillow_heif.register_heif_opener(thumbnails=False)


@dataclass(frozen=True, slots=True)
class Page:
    """One upright photograph (JPEG) and how far its owner turned it, in degrees clockwise."""

    content: bytes
    turn: int = 0


def upright(*, stream: BinaryIO, name: str) -> bytes:
    """The photograph as JPEG: upright, no larger than A4 needs, without place and time. Raises FileRefused."""
    image = opened_picture(stream=stream, name=name)
    try:
        image.draft("RGB", (LONG, LONG))
        turned = ImageOps.exif_transpose(image)
        small = _on_white(turned)
        small.thumbnail((SHORT, LONG) if small.height >= small.width else (LONG, SHORT), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        small.save(out, "JPEG", quality=QUALITY, optimize=True)
    except NO_PICTURE as error:
        raise FileRefused(reason=Refusal.DAMAGED, name=name) from error
    return out.getvalue()


def bound(*, pages: Sequence[Page]) -> bytes:
    """One A4 PDF of these photographs, in this order; the same pages give the same bytes."""
    layout = img2pdf.get_layout_fun(_A4, fit=img2pdf.FitMode.into, auto_orient=True)
    plain = img2pdf.convert([page.content for page in pages], layout_fun=layout, nodate=True)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        for sheet, page in zip(pdf.pages, pages, strict=True):
            if page.turn:
                sheet.rotate(page.turn, relative=True)
        if "/ID" in pdf.trailer:
            del pdf.trailer.ID  # made of the hour; the new one is made of the content
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency: a page that shines through would be black."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.point(lambda value: value / 256).convert("L").convert("RGB")
    return image.convert("RGB")
