"""The simplest good way to a receipt: hand the page, its style sheet and its faces to WeasyPrint, each time anew."""

from __future__ import annotations

from pathlib import Path

import weasyprint

STATIC = Path(__file__).resolve().parents[2] / "static"
FACES = "".join(
    f"@font-face {{ font-family: Tinos; font-weight: {weight}; font-style: {slope};"
    f" src: url({(STATIC / 'fonts' / 'paper' / name).as_uri()}) }}\n"
    for name, weight, slope in (
        ("Tinos-Regular.ttf", "normal", "normal"),
        ("Tinos-Italic.ttf", "normal", "italic"),
        ("Tinos-Bold.ttf", "bold", "normal"),
        ("Tinos-BoldItalic.ttf", "bold", "italic"),
    )
)


def receipt(html: str) -> bytes:
    """The PDF of the same page, untagged, nothing remembered from the last one."""
    style = FACES + (STATIC / "css" / "print.css").read_text(encoding="utf-8")
    pdf: bytes = weasyprint.HTML(string=html.replace("</head>", f"<style>{style}</style></head>")).write_pdf()
    return pdf
