"""Photographs become pages: upright, without what the phone wrote into them, in the order their owner wants."""

from __future__ import annotations

import io

import pikepdf
import pillow_heif
import pytest
from PIL import Image, ImageFile

from apps.core import photos, pictures
from apps.core.files import FileRefused, Refusal
from tests.sizes import pick

SIDEWAYS, GPS = 6, 0x8825
MARK = (200, 30, 30)


def photograph(kind: str, *, width: int = 1200, height: int = 900) -> bytes:
    """White paper with a mark in its upper left corner, taken with the phone held upright: stored lying on its side."""
    image = Image.new("RGB", (width, height), "white")
    image.paste(MARK, (0, height - height // 5, width // 5, height))  # turned upright it stands at the upper left
    exif = Image.Exif()
    exif[0x0112], exif[GPS] = SIDEWAYS, {2: (21.0, 2.0, 3.0)}
    out = io.BytesIO()
    if kind == "heic":
        pillow_heif.from_pillow(image.transpose(Image.Transpose.ROTATE_270)).save(out)
    else:
        image.save(out, kind, exif=exif)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["jpeg", "png", "heic"])
def test_photograph_comes_out_upright_and_says_nothing_of_its_place(kind: str) -> None:
    content = photos.upright(stream=io.BytesIO(photograph(kind)), name="anh")

    image = Image.open(io.BytesIO(content))
    assert image.format == "JPEG"
    assert (image.width, image.height) == (900, 1200)
    corner = image.getpixel((20, 20))
    assert isinstance(corner, tuple)
    assert all(abs(seen - meant) < 40 for seen, meant in zip(corner, MARK, strict=True))
    assert dict(image.getexif()) == {}
    assert b"GPS" not in content
    assert b"Exif" not in content


def test_page_is_no_larger_than_its_paper_needs() -> None:
    content = photos.upright(stream=io.BytesIO(photograph("jpeg", width=5000, height=3000)), name="anh")

    assert Image.open(io.BytesIO(content)).size == (photos.LONG * 3000 // 5000, photos.LONG)
    assert len(content) < 400_000


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_way_of_writing_colours_is_read(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (60, 80)).save(out, "PNG")

    assert Image.open(io.BytesIO(photos.upright(stream=out, name="anh"))).mode == "RGB"


def test_what_shines_through_is_white_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (60, 80), (0, 0, 0, 0)).save(out, "PNG")

    assert Image.open(io.BytesIO(photos.upright(stream=out, name="anh"))).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["jpeg", "png", "heic"])
def test_photograph_cut_off_anywhere_is_refused_or_read_and_never_breaks(kind: str) -> None:
    whole = photograph(kind, width=240, height=180)
    cuts = range(1, len(whole), max(len(whole) // pick(sample=40, full=400), 1))

    said = [outcome(whole[:cut]) for cut in cuts]

    assert set(said) <= {"read", Refusal.DAMAGED}
    assert Refusal.DAMAGED in said


@pytest.mark.parametrize("kind", ["jpeg", "png", "heic"])
def test_half_a_photograph_is_refused_whatever_else_the_process_has_loaded(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WeasyPrint tells the picture library of the whole process to make do with half."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    whole = photograph(kind)

    assert outcome(whole) == "read"
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert outcome(whole[: len(whole) // 2]) == Refusal.DAMAGED


def outcome(content: bytes) -> str:
    try:
        photos.upright(stream=io.BytesIO(content), name="anh")
    except FileRefused as refused:
        return refused.reason
    return "read"


def page(shade: int, *, turn: int = 0) -> photos.Page:
    out = io.BytesIO()
    Image.new("RGB", (300, 400), (shade, shade, shade)).save(out, "JPEG")
    return photos.Page(out.getvalue(), turn)


def shades(pdf: bytes) -> list[int]:
    middles = [Image.open(io.BytesIO(each)).convert("L") for each in pictures.drawn(content=pdf)]
    return [int(each.getpixel((each.width // 2, each.height // 2))) // 10 * 10 for each in middles]  # type: ignore[arg-type]


def test_pages_are_bound_in_order_turned_and_drawn_as_they_will_be_seen() -> None:
    pdf = photos.bound(pages=[page(43), page(93, turn=90), page(183)])

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert [int(sheet.get("/Rotate", 0)) for sheet in opened.pages] == [0, 90, 0]
        assert {round(float(sheet.mediabox[3]) / 72 * 25.4) for sheet in opened.pages} == {297}
    assert shades(pdf) == [40, 90, 180]
    standing, lying, _ = (Image.open(io.BytesIO(each)) for each in pictures.drawn(content=pdf))
    assert standing.height > standing.width
    assert lying.width > lying.height


def test_same_pages_make_the_same_file_so_that_a_second_try_changes_nothing() -> None:
    assert photos.bound(pages=[page(40), page(90)]) == photos.bound(pages=[page(40), page(90)])
    assert photos.bound(pages=[page(40), page(90)]) != photos.bound(pages=[page(90), page(40)])
