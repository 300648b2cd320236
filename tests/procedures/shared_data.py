"""The reference data beside the checkout: real input that is not ours to ship."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(os.environ.get("SHARED_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")


def path_of(name: str) -> Path:
    """The file, or a skip where this machine does not have the reference data."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"reference data not on this machine: {name}")
    return path


def records_of(name: str) -> list[dict[str, Any]]:
    """The records of a zipped JSON-lines file."""
    with gzip.open(path_of(name), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
