"""The press and what it prints with: faces, codes, days and money, read back from real PDFs."""

from __future__ import annotations

import io
import os
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
import weasyprint
import zxingcpp
from django.conf import settings
from fontTools.ttLib import TTFont
from PIL import Image

from apps.core.paper import wording
from apps.core.paper.press import press
from apps.core.paper.symbols import UnprintableCode, code128_svg, code128_widths, qr_svg

FACES = settings.BASE_DIR / "static" / "fonts" / "paper"
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")


def letters() -> str:
    """Every Vietnamese letter with every tone, both cases, and the đồng."""
    lower = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES] + ["đ"]
    return "".join(lower) + "".join(lower).upper() + "₫"


def page(body: str) -> str:
    return f'<!doctype html><html lang="vi"><head><title>Tờ thử</title></head><body>{body}</body></html>'


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def dig(start: pypdf.generic.PdfObject, *names: str) -> Any:
    """What lies under these names, one dictionary inside the other."""
    found: Any = start
    for name in names:
        found = found[name]
    return found


def said(pdf: bytes) -> str:
    """The words of the first page, without the number in its foot."""
    return read(pdf).pages[0].extract_text().strip().removesuffix("Trang 1").strip()


def codes(pdf: bytes, *, dpi: int = 200) -> Iterator[tuple[str, str]]:
    """Format and text of every code that a scanner at this resolution finds on the first page."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil()
    for found in zxingcpp.read_barcodes(picture):
        yield found.format.name, found.text


@pytest.mark.parametrize("face", sorted(path.name for path in FACES.glob("*.ttf")))
def test_paper_face_covers_every_vietnamese_letter(face: str) -> None:
    known = TTFont(FACES / face).getBestCmap()

    assert [letter for letter in letters() if ord(letter) not in known] == []


def test_paper_faces_are_four() -> None:
    assert sorted(path.name for path in FACES.iterdir()) == [
        "OFL.txt",
        "Tinos-Bold.ttf",
        "Tinos-BoldItalic.ttf",
        "Tinos-Italic.ttf",
        "Tinos-Regular.ttf",
    ]


@pytest.mark.parametrize("tag", ["span", "b", "i"])
def test_printed_letters_are_read_back_exactly(tag: str) -> None:
    pdf = press(page(f"<p><{tag}>{letters()}</{tag}></p>"))

    assert "".join(said(pdf).split()) == letters()


def test_printed_text_is_composed_even_when_typed_in_pieces() -> None:
    pdf = press(page(f"<p>{unicodedata.normalize('NFD', 'Nguyễn Thị Ngọc Bưởi')}</p>"))

    assert said(pdf) == "Nguyễn Thị Ngọc Bưởi"


def test_paper_faces_know_the_same_letters() -> None:
    known = [set(TTFont(face).getBestCmap()) for face in FACES.glob("*.ttf")]

    assert all(letters == known[0] for letters in known)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("漢字", "□□"),
        ("\U0001f389 Mai", "□ Mai"),
        ("M\x00a\u200d\u202ei", "Mai"),
        ("\ud83dMai", "Mai"),
        ("ƀ Č ơ̆ ₫", "ƀ Č ơ̆ ₫"),
    ],
)
def test_letters_unknown_to_our_faces_become_a_box_and_spoil_nothing_else(typed: str, printed: str) -> None:
    assert said(press(page(f"<p>Tên: {typed}, xã Suối Mây</p>"))) == f"Tên: {printed}, xã Suối Mây"


def test_press_embeds_our_faces_and_no_other() -> None:
    pdf = press(page("<p>Một <b>Cửa</b> <i>Suối Mây</i> 漢 ☐</p>"))

    names = {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for font in dig(read(pdf).pages[0], "/Resources", "/Font").values()
    }
    assert names == {"Tinos", "Tinos-Bold", "Tinos-Italic"}


def test_press_leaves_the_font_settings_of_the_process_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")

    press(page("<p>Một</p>"))

    assert os.environ["FONTCONFIG_FILE"] == "/etc/fonts/fonts.conf"


def test_paper_is_tagged_and_says_its_language_title_and_day() -> None:
    meta = '<meta name="dcterms.created" content="2026-11-20T09:42:15+07:00">'
    reader = read(press(page("<h1>Giấy</h1>").replace("</head>", f"{meta}</head>")))

    assert dig(reader.trailer, "/Root", "/Lang") == "vi"
    assert dig(reader.trailer, "/Root", "/MarkInfo", "/Marked")
    assert reader.metadata is not None
    assert reader.metadata.title == "Tờ thử"
    assert reader.metadata.creation_date == datetime(2026, 11, 20, 2, 42, 15, tzinfo=UTC)


def test_same_page_gives_the_same_bytes() -> None:
    assert press(page("<p>Một</p>")) == press(page("<p>Một</p>"))


def test_press_fetches_nothing(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    Image.new("RGB", (4, 4)).save(picture)
    html = page(f'<p>Còn chữ</p><img src="{picture.as_uri()}" alt="">')
    careless = weasyprint.HTML(string=html).write_pdf()

    pdf = press(html)

    assert len(read(careless).pages[0].images) == 1
    assert len(read(pdf).pages[0].images) == 0
    assert said(pdf) == "Còn chữ"


def test_press_serves_many_threads() -> None:
    with ThreadPoolExecutor(max_workers=4) as threads:
        pdfs = list(threads.map(press, [page(f"<p>Tờ {number}</p>") for number in range(12)]))

    assert [said(pdf) for pdf in pdfs] == [f"Tờ {number}" for number in range(12)]


@pytest.mark.parametrize(
    "text", ["H99.71-261120-0007", "000.00.01.H26-260930-10012", "TMP-8XQ2K7MD", "".join(map(chr, range(32, 80)))]
)
def test_code128_is_read_back_from_paper(text: str) -> None:
    pdf = press(page(code128_svg(text, label="Mã vạch")))

    assert list(codes(pdf)) == [("Code128", text)]


def test_code128_knows_every_printable_character() -> None:
    for first in (32, 64, 95):
        text = "".join(map(chr, range(first, min(first + 32, 127))))

        assert list(codes(press(page(code128_svg(text, label="Mã vạch", at_most_mm=160))), dpi=300)) == [
            ("Code128", text)
        ]


@pytest.mark.parametrize("text", ["", "hồ sơ", "a\tb"])
def test_code128_refuses_what_it_cannot_print(text: str) -> None:
    with pytest.raises(UnprintableCode):
        code128_widths(text)


@pytest.mark.parametrize(
    "text", ["A", "https://motcua.suoimay.example/xac-thuc/Zk3Jv0q1WmY8bT5rN2cXhA/", "Hồ sơ đã nhận"]
)
def test_qr_is_read_back_from_paper_and_is_no_micro_qr(text: str) -> None:
    pdf = press(page(qr_svg(text, label="Mã QR")))

    assert list(codes(pdf)) == [("QRCode", text)]


def test_codes_carry_a_name_for_who_cannot_see_them_and_no_inline_style() -> None:
    picture = qr_svg("A", label='Mã "QR" <của> giấy')

    assert "<title>Mã &quot;QR&quot; &lt;của&gt; giấy</title>" in picture
    assert "style=" not in picture


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 20), "ngày 20 tháng 11 năm 2026"),
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
    ],
)
def test_day_has_its_leading_zeros(day: date, said: str) -> None:
    assert wording.day_in_words(day) == said


def test_hours_are_those_of_vietnam() -> None:
    at = datetime(2026, 11, 25, 17, 30, tzinfo=UTC)

    assert wording.instant_in_words(at) == "00 giờ 30 phút, ngày 26 tháng 11 năm 2026"
    assert wording.promise_in_words(at) == "00 giờ 30 phút, thứ Năm, ngày 26 tháng 11 năm 2026"
    assert wording.stamp(at) == "00:30:00, 26/11/2026"


@pytest.mark.parametrize(("amount", "said"), [(0, "0 đồng"), (8_000, "8.000 đồng"), (1_250_000, "1.250.000 đồng")])
def test_money_is_grouped_by_points(amount: int, said: str) -> None:
    assert wording.money_in_figures(amount).replace(wording.NO_BREAK, " ") == said
