"""The rival of the photographs figure makes the same paper, page for page: its figure may stand beside ours."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image

from apps.core import pictures
from bench import photographs


def shapes(paper: bytes) -> list[bool]:
    """Of each page: whether it stands."""
    drawn = [Image.open(io.BytesIO(each)) for each in pictures.drawn(content=paper)]
    return [each.height > each.width for each in drawn]


def test_both_make_upright_pages_and_only_ours_forgets_the_place() -> None:
    shots = [photographs.photograph(number) for number in range(2)]

    ours, rivals = photographs.ours(shots), photographs.rival(shots)

    assert shapes(ours) == shapes(rivals) == [True, True]
    with pikepdf.open(io.BytesIO(ours)) as paper:
        raw = b"".join(image.read_raw_bytes() for page in paper.pages for image in page.get_images().values())
    assert b"Exif" not in raw
    assert b"Exif" in rivals
