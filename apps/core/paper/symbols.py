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
    text: str, *, label: str, height_mm: float = 11, module_mm: float = 0.28, at_most_mm: float = 138
) -> SafeString:
    """The bars as a picture; a long code gets thinner bars rather than a wider paper."""
    x, bars = QUIET_CODE128, []
    for index, width in enumerate(map(int, code128_widths(text))):
        if index % 2 == 0:
            bars.append(f"M{x} .5h{width}")
        x += width
    modules = x + QUIET_CODE128
    width_mm = round(min(modules * module_mm, at_most_mm), 2)
    return _svg(bars, box=f"{modules} 1", label=label, kind="barcode", width_mm=width_mm, height_mm=height_mm)


def qr_svg(text: str, *, label: str, size_mm: float = 21) -> SafeString:
    """The text as a QR code of error level M."""
    # segno.make would turn a short text into a Micro QR, which phones do not read. Left to itself it also weighs all
    # eight masks, which takes as long as drawing the code; random addresses need no choice, every reader knows all.
    matrix = segno.make_qr(text, error="m", boost_error=False, mask=3).matrix
    runs = []
    for y, row in enumerate(matrix, start=QUIET_QR):
        x = QUIET_QR
        for is_dark, run in groupby(row):
            length = len(list(run))
            if is_dark:
                runs.append(f"M{x} {y}.5h{length}")
            x += length
    side = len(matrix) + 2 * QUIET_QR
    return _svg(runs, box=f"{side} {side}", label=label, kind="qr", width_mm=size_mm, height_mm=size_mm)


def _svg(strokes: list[str], *, box: str, label: str, kind: str, width_mm: float, height_mm: float) -> SafeString:
    """Strokes one unit thick: less than half the commands of filled boxes, and commands are what the press pays for."""
    return format_html(
        '<svg class="{}" role="img" viewBox="0 0 {}" width="{}mm" height="{}mm" preserveAspectRatio="none"'
        ' shape-rendering="crispEdges" xmlns="http://www.w3.org/2000/svg"><title>{}</title>'
        '<path stroke="#000" d="{}"/></svg>',
        kind,
        box,
        width_mm,
        height_mm,
        label,
        "".join(strokes),
    )
