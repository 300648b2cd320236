"""The joined style sheets are what their parts say, and everything they point at is there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from apps.portal.management.commands.join_styles import AUDIENCES, joined

STYLES = Path(settings.BASE_DIR) / "static" / "css"


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
