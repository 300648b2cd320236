"""Provinces and communes, as an address is chosen from them; read once from the table the project carries."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from apps.procedures.domain.ordering import sort_key

DATA = Path(__file__).resolve().parent.parent / "data" / "places"


@dataclass(frozen=True, slots=True)
class Province:
    """A province and its communes by code, each in the order of the alphabet."""

    code: str
    name: str
    communes: Mapping[str, str]


@cache
def provinces() -> Mapping[str, Province]:
    """Every province by code, in the order of the alphabet: cities and provinces alike by their own name."""
    communes: dict[str, dict[str, str]] = {}
    for row in sorted(_rows("communes.csv"), key=lambda row: sort_key(_own_name(row["commune"]))):
        communes.setdefault(row["province_code"], {})[row["commune_code"]] = row["commune"]
    rows = sorted(_rows("provinces.csv"), key=lambda row: sort_key(_own_name(row["province"])))
    return MappingProxyType(
        {
            row["province_code"]: Province(
                row["province_code"], row["province"], MappingProxyType(communes[row["province_code"]])
            )
            for row in rows
        }
    )


def commune_name(*, province: str, commune: str) -> str:
    """«Xã Mường Chanh», empty where the province has no such commune."""
    found = provinces().get(province)
    return found.communes.get(commune, "") if found else ""


def address_words(*, province: str, commune: str, detail: str) -> str:
    """An address as it is written on an envelope."""
    found = provinces().get(province)
    parts = (detail.strip(), commune_name(province=province, commune=commune), found.name if found else "")
    return ", ".join(part for part in parts if part)


def _own_name(name: str) -> str:
    for kind in ("Thành phố ", "Tỉnh ", "Phường ", "Xã ", "Đặc khu "):
        name = name.removeprefix(kind)
    return name


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
