"""The joined style sheets are what their parts say, and everything they point at is there."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from apps.portal.management.commands.join_styles import AUDIENCES, joined

STYLES = Path(settings.BASE_DIR) / "static" / "css"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
# What the frame of all pages knows of kiosks, where no official works.
MARKS = {"kiosk", "kiosk-band", "kiosk-left"}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_joined_style_sheet_equals_its_parts(audience: str) -> None:
    committed = (STYLES / f"{audience}.css").read_text(encoding="utf-8")

    assert committed == joined(audience=audience, folder=STYLES)


def test_every_part_is_joined_for_somebody() -> None:
    parts = {f"components/{path.stem}" for path in (STYLES / "components").glob("*.css")} | {"tokens", "base"}

    assert parts == {part for parts in AUDIENCES.values() for part in parts}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_address_in_a_style_sheet_leads_to_a_file(audience: str) -> None:
    addresses = re.findall(r"url\(([^)]+)\)", (STYLES / f"{audience}.css").read_text(encoding="utf-8"))

    assert addresses
    assert [a for a in addresses if not (STYLES / a).resolve().is_file()] == []


def test_colours_are_chosen_in_one_place() -> None:
    """Beyond the tokens: the shades of a heat map, and the three pebbles."""
    allowed = {"chart", "pebbles"}
    named = {
        path.stem: re.findall(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8"))
        for path in (STYLES / "components").glob("*.css")
        if path.stem not in allowed
    }

    assert {name for name, colours in named.items() if colours} == set()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_name_is_drawn_in_one_part_alone(audience: str) -> None:
    """Two parts that mean two things by one name draw each other's pages."""
    parts = [STYLES / f"{part}.css" for part in AUDIENCES[audience] if part.startswith("components/")]
    drawn = [(name, path.stem) for path in parts for name in _own_names(path)]

    assert [(name, stem) for name, stem in drawn if [n for n, _ in drawn].count(name) > 1] == []


@pytest.mark.parametrize("audience", ["public", "staff"])
def test_every_class_of_a_page_is_drawn_for_its_audience(audience: str) -> None:
    sheets = [STYLES / f"{audience}.css", STYLES.parent / "vendor" / "bootstrap-5.3.9.min.css"]
    drawn = {name for sheet in sheets for name in re.findall(r"\.([a-zA-Z][\w-]*)", sheet.read_text(encoding="utf-8"))}
    pages = [path for path in TEMPLATES.rglob("*.html") if f"base_{audience}.html" in _parts(path)]
    used = {name for page in pages for part in _parts(page) for name in _classes(TEMPLATES / part)}

    assert len(pages) > 20
    assert used - drawn - MARKS == set()


def test_every_class_of_the_widget_is_drawn_without_anything_of_ours_around_it() -> None:
    drawn = set(re.findall(r"\.([a-zA-Z][\w-]*)", (STYLES / "widget.css").read_text(encoding="utf-8")))

    assert _classes(TEMPLATES / "reports" / "widget.html") - drawn == set()


def _own_names(path: Path) -> set[str]:
    """The classes for which this part says what they look like anywhere."""
    rules = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = [one.strip() for group in re.findall(r"([^{}]+)\{", rules) for one in group.split(",")]
    return {one[1:] for one in selectors if re.fullmatch(r"\.[a-z][\w-]*", one)}


@cache
def _parts(path: Path) -> frozenset[str]:
    """A template with everything it extends and includes."""
    own = path.relative_to(TEMPLATES).as_posix()
    named = re.findall(r'\{% (?:include|extends) "([^"]+)"', path.read_text(encoding="utf-8"))
    below = [_parts(TEMPLATES / name) for name in named if (TEMPLATES / name).is_file()]
    return frozenset({own}).union(*below)


def _classes(path: Path) -> set[str]:
    """The classes a template writes out; those it puts together from pieces are not read."""
    found: set[str] = set()
    for said in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")):
        for token in re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "\0", said).split():
            pieces = token.split("\0")
            if not pieces[0].endswith("-"):
                found.update(piece for piece in pieces if piece)
    return found
