"""The press: official HTML becomes a tagged PDF that looks the same on every machine.

WeasyPrint with our own faces only (`fonts.conf`): a machine's fonts cannot change a paper, and a page cannot fetch
anything. The same HTML gives the same bytes, so the hash of a paper can be compared.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

FONTS_CONF = Path(__file__).with_name("fonts.conf")
STATIC = Path(__file__).resolve().parents[3] / "static"
FACE = STATIC / "fonts" / "paper" / "Tinos-Regular.ttf"
STYLE = STATIC / "css" / "print.css"
log = logging.getLogger(__name__)
# Pango is not safe in two threads at once, and a second press would only wait for the same processor.
_one_at_a_time = Lock()


class PressFailed(Exception):
    """No paper came out: nothing of it may count as printed."""


def press(html: str) -> bytes:
    """The PDF of one official page or bundle of pages: tagged, its language, title and day taken from the HTML.

    Raises PressFailed, whatever it was that broke: faces gone from the disk, no memory, a page nobody foresaw.
    """
    try:
        return _pressed(html)
    except Exception as error:
        log.exception("the press made no paper")
        raise PressFailed(type(error).__name__) from error


def _pressed(html: str) -> bytes:
    html = _printable(html)
    with _one_at_a_time:
        weasyprint, faces, style, nothing = _set_up()
        sheet = weasyprint.HTML(string=html, url_fetcher=nothing, media_type="print")
        pdf: bytes = sheet.write_pdf(
            stylesheets=[style],
            font_config=faces,
            pdf_tags=True,
            pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
        )
        return pdf


def _printable(html: str) -> str:
    """The page in letters that our faces have: letters composed, the unseen dropped, the unknown as an empty box.

    A single unknown letter would otherwise spoil the reading back of its whole face.
    """
    return _unknown().sub(_stand_in, unicodedata.normalize("NFC", html))


def _stand_in(found: re.Match[str]) -> str:
    return "" if unicodedata.category(found[0]).startswith("C") else "□"


@cache
def _unknown() -> re.Pattern[str]:
    from fontTools.ttLib import TTFont

    known = "".join(re.escape(chr(letter)) for letter in TTFont(FACE).getBestCmap())
    return re.compile(f"[^\n\t{known}]")


@cache
def _set_up() -> tuple[Any, Any, Any, Any]:
    """WeasyPrint, faces, style sheet and a fetcher that fetches nothing, once per process: dearer than a page."""
    with _our_faces_only():
        import weasyprint  # half a second, and only who prints pays it
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher

        faces = FontConfiguration()
    style = weasyprint.CSS(filename=str(STYLE), font_config=faces)
    return weasyprint, faces, style, URLFetcher(allowed_protocols=())


@contextmanager
def _our_faces_only() -> Iterator[None]:
    """Point fontconfig at our faces while it is read, and back: a browser started later needs the machine's."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FONTS_CONF)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before
