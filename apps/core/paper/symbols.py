"""QR and Code 128 as vector pictures: one `<path>` each, no inline style, with a name for who cannot see them."""

from __future__ import annotations

from itertools import groupby

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

QUIET_QR = 4  # modules of white that a reader needs around the symbol
QUIET_CODE128 = 10

# Bars and spaces of ISO/IEC 15417, by symbol value: six widths each.
_WIDTHS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222"
    "123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321"
    "232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121"
    "313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224"
    "111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111"
    "111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113"
    "114311411113411311113141114131311141411131211412211214211232"
)
_START_B, _STOP = 104, "2331112"


class UnprintableCode(ValueError):
    """Code 128 set B knows the printable ASCII characters and nothing else."""


def code128_widths(text: str) -> str:
    """Widths of bars and spaces in turn, bar first, of the text in set B with its check symbol."""
    if not text or not all(" " <= character <= "~" for character in text):
        raise UnprintableCode(text)
    values = [ord(character) - 32 for character in text]
    check = (_START_B + sum(place * value for place, value in enumerate(values, start=1))) % 103
    return "".join(_WIDTHS[6 * value : 6 * value + 6] for value in (_START_B, *values, check)) + _STOP


def code128_svg(
    text: str, *, label: str, height_mm: float = 11, module_mm: float = 0.28, at_most_mm: float = 110
) -> SafeString:
    """The bars as a picture; a long code gets thinner bars rather than a wider paper."""
    x, path = QUIET_CODE128, []
    for index, width in enumerate(map(int, code128_widths(text))):
        if index % 2 == 0:
            path.append(f"M{x} 0h{width}v1h-{width}z")
        x += width
    modules = x + QUIET_CODE128
    return _svg(
        path="".join(path),
        box=f"0 0 {modules} 1",
        label=label,
        kind="barcode",
        paint="fill",
        width=min(modules * module_mm, at_most_mm),
        height=height_mm,
    )


def qr_svg(text: str, *, label: str, size_mm: float = 21) -> SafeString:
    """The text as a QR code of error level M, row by row as strokes of one path."""
    # segno.make would turn a short text into a Micro QR, which phones do not read.
    matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    path = []
    for y, row in enumerate(matrix):
        x = QUIET_QR
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                path.append(f"M{x} {y + QUIET_QR}.5h{length}")
            x += length
    side = len(matrix) + 2 * QUIET_QR
    return _svg(
        path="".join(path),
        box=f"0 0 {side} {side}",
        label=label,
        kind="qr",
        paint="stroke",
        width=size_mm,
        height=size_mm,
    )


def _svg(*, path: str, box: str, label: str, kind: str, paint: str, width: float, height: float) -> SafeString:
    return format_html(
        '<svg class="{}" role="img" viewBox="{}" width="{}mm" height="{}mm" preserveAspectRatio="none"'
        ' shape-rendering="crispEdges" xmlns="http://www.w3.org/2000/svg"><title>{}</title>'
        '<path {}="#000" d="{}"/></svg>',
        kind,
        box,
        round(width, 2),
        height,
        label,
        paint,
        path,
    )
