"""The press: official HTML becomes a tagged PDF that looks the same on every machine.

WeasyPrint with our own faces only (`fonts.conf`): a machine's fonts cannot change a paper, and a page cannot fetch
anything. The same HTML gives the same bytes, so the hash of a paper can be compared.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, NoReturn

from django.conf import settings

FONTS_CONF = Path(__file__).with_name("fonts.conf")
STYLE = Path("static/css/print.css")
# Pango is not safe in two threads at once, and a second press would only wait for the same processor.
_one_at_a_time = Lock()


class FetchRefused(ValueError):
    """A paper asked for something beyond its own text."""


def press(html: str) -> bytes:
    """The PDF of one official page or bundle of pages: tagged, its language, title and day taken from the HTML."""
    with _one_at_a_time:
        weasyprint, faces, style = _set_up()
        sheet = weasyprint.HTML(string=html, url_fetcher=_refuse, media_type="print")
        pdf: bytes = sheet.write_pdf(
            stylesheets=[style],
            font_config=faces,
            pdf_tags=True,
            pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
        )
        return pdf


@cache
def _set_up() -> tuple[Any, Any, Any]:
    """Faces and style sheet, read once per process: reading them costs more than a page does."""
    with _our_faces_only():
        import weasyprint  # half a second, and only who prints pays it
        from weasyprint.text.fonts import FontConfiguration

        faces = FontConfiguration()
    style = weasyprint.CSS(filename=str(settings.BASE_DIR / STYLE), font_config=faces)
    return weasyprint, faces, style


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


def _refuse(url: str, *_args: object, **_more: object) -> NoReturn:
    raise FetchRefused(url)
