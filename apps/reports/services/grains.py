"""The tables of sums: what a row of each is about, what it adds up, and how it follows from a finer one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from apps.reports.domain.folding import COLUMNS, STAGE_COLUMNS

# As `folding.province_of` reads it.
PROVINCE = "split_part(a.code, '.', 1)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollup:
    """One table of sums; `grain` is its name in what the command says."""

    grain: str
    table: str
    about: tuple[str, ...]
    columns: tuple[str, ...]
    by: Mapping[str, str] = field(default_factory=dict, hash=False)  # where a key is no column of the finer sums

    @property
    def names(self) -> str:
        return ", ".join((*self.about, *self.columns))

    @property
    def upsert(self) -> str:
        marks = ", ".join(["%s"] * (len(self.about) + len(self.columns)))
        adds = ", ".join(f"{column} = t.{column} + EXCLUDED.{column}" for column in self.columns)
        return (
            f"INSERT INTO {self.table} AS t ({self.names}) VALUES ({marks})"  # noqa: S608 - our own names
            f" ON CONFLICT ({', '.join(self.about)}) DO UPDATE SET {adds}"
        )

    def summed(self, finer: str) -> str:
        """The sums of this table from finer ones: the name of a relation, or a query in brackets."""
        keys = [f"{self.by[name]} AS {name}" if name in self.by else f"f.{name}" for name in self.about]
        sums = [f"sum(f.{column})::bigint AS {column}" for column in self.columns]
        places = ", ".join(str(place) for place in range(1, len(keys) + 1))
        agencies = " JOIN officials_agency a ON a.id = f.agency_id" if self.by else ""
        return f"SELECT {', '.join((*keys, *sums))} FROM {finer} f{agencies} GROUP BY {places}"  # noqa: S608


FIELDS = Rollup(
    grain="agency_field_channel_month",
    table="reports_fieldmonth",
    about=("agency_id", "month", "field_id", "channel"),
    columns=COLUMNS,
)
AGENCIES = Rollup(grain="agency_month", table="reports_agencymonth", about=("agency_id", "month"), columns=COLUMNS)
PROVINCES = Rollup(
    grain="province_field_month",
    table="reports_provincemonth",
    about=("province", "month", "field_id"),
    columns=COLUMNS,
    by={"province": PROVINCE},
)
STAGES = Rollup(
    grain="agency_stage_month",
    table="reports_stagemonth",
    about=("agency_id", "month", "stage"),
    columns=STAGE_COLUMNS,
)
# In this order every drain touches them, so that two of them cannot lock each other.
ROLLUPS = (FIELDS, AGENCIES, PROVINCES, STAGES)
