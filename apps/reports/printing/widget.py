"""The on-time widget as a picture of dots, for pages that take no other; drawn twice as large for sharp screens."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from apps.core.paper.press import STATIC
from apps.reports.domain.widget import HEIGHT, ROOM, WIDTH
from apps.reports.labels.widget import WidgetWords

SCALE = 2
EDGE, PLAIN, BOLD = 16, "Tinos-Regular.ttf", "Tinos-Bold.ttf"
INK, PALE, GREEN, GREY, GROUND, STILL = "#16262B", "#3F5056", "#1B6537", "#56666B", "#FFFFFF", "#F1F1F1"


def widget_png(words: WidgetWords) -> bytes:
    """The picture: green while it is fresh, grey when it is not."""
    is_stale = bool(words.stale)
    picture = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), STILL if is_stale else GROUND)
    pen = ImageDraw.Draw(picture)
    strong = GREY if is_stale else GREEN
    pen.rectangle((0, 0, WIDTH * SCALE, 5 * SCALE), fill=strong)
    lines = (
        (26, words.until, PLAIN, 15, PALE),
        (47, words.office, BOLD, 16, INK),
        (92, words.share, BOLD, 42, strong),
        (114, f"{words.kept} ({words.parts})" if words.parts else words.kept, BOLD, 15, strong),
        (140, words.received, PLAIN, 15, INK),
        (160, words.done, PLAIN, 15, INK),
        (187, f"{words.updated}. {words.stale}" if is_stale else words.updated, PLAIN, 12, PALE),
    )
    for y, text, face, size, colour in lines:
        font = _fitting(text, face, size)
        pen.text((EDGE * SCALE, y * SCALE), text, font=font, fill=colour, anchor="ls")
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def _fitting(text: str, face: str, size: int) -> ImageFont.FreeTypeFont:
    """The face in this size, or smaller where the line would leave the picture."""
    while size > 7 and _face(face, size).getlength(text) > ROOM * SCALE:
        size -= 1
    return _face(face, size)


@cache
def _face(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(STATIC / "fonts" / "paper" / name), size * SCALE)
