"""The same procedures give the same catalogue, whatever file brings them."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.procedures.domain.records import RawRecord, content_of
from apps.procedures.services.importing import load_file
from apps.procedures.services.reading import records_of
from tests.procedures.shared_data import records_of as shared_records
from tests.procedures.wrapping import WRAPPERS, lines, semicolons
from tests.sizes import pick

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
# Letters people write, and what their programs put between them.
WORDS = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấềợỹĐÔ 0123456789,;:\"'()-/\n", min_size=1, max_size=40)
TEXTS = WORDS.map(str.strip).filter(lambda text: any(letter.isalpha() for letter in text) and not text.startswith("="))
LINES = TEXTS.map(lambda text: " ".join(text.split()))
FEES = st.sampled_from(["", "Miễn phí", "Phí: 8000", "Phí: 8000; Lệ phí: 5000", "135 VNĐ"])
TIMES = st.sampled_from(["", "3 Ngày làm việc", "1", "Ngay trong ngày", "10-25 ngày", "2 Tháng"])
CHANNELS = st.lists(
    st.fixed_dictionaries(
        {
            "channel": st.sampled_from(["Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính"]),
            "time": TIMES,
            "fee": FEES,
            "note": st.just("") | LINES,
        }
    ),
    max_size=4,
    unique_by=lambda one: one["channel"],
)
PAPERS = st.lists(
    st.fixed_dictionaries(
        {
            "case": st.just(""),
            "name": LINES,
            "originals": st.integers(0, 3),
            "copies": st.integers(0, 3),
            "form": st.just("") | LINES,
        }
    ),
    max_size=5,
)
BASIS = st.lists(st.fixed_dictionaries({"code": st.just("") | LINES, "name": LINES}), max_size=3)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "code": st.integers(0, 99).map(lambda n: f"1.{n:06}"),
            "name": LINES,
            "field": LINES,
            "agency": st.just("") | LINES,
            "decision": st.just("") | LINES,
            "steps": st.just("") | TEXTS,
            "subjects": st.just("") | LINES,
            "conditions": st.just("") | TEXTS,
            "channels": CHANNELS,
            "documents": PAPERS,
            "result": st.just("") | LINES,
            "legal_basis": BASIS,
        }
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda one: one["code"],
)


def contents(file: Path) -> list[tuple[str, Any]]:
    """Each code with its content, in the order of the file."""
    found = list(records_of(path=file))
    assert all(isinstance(one, RawRecord) and not one.reviews for one in found)
    return [(str(one.record["code"]), content_of(one.record)) for one in found if isinstance(one, RawRecord)]


@settings(max_examples=pick(sample=8, full=300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records=RECORDS)
def test_every_wrapper_says_the_same(records: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain = contents(lines(Path(folder), records))
        for name, wrap in WRAPPERS.items():
            assert contents(wrap(Path(folder), records)) == plain, name


@pytest.mark.django_db
@pytest.mark.parametrize("name", WRAPPERS)
def test_what_one_file_brought_no_other_changes(name: str, tmp_path: Path) -> None:
    records = [_record("1.000001"), _record("2.000002", name="Đăng ký khai sinh", steps="Bước 1\nBước 2")]

    first = load_file(path=semicolons(tmp_path, records), at=AT)
    second = load_file(path=WRAPPERS[name](tmp_path, records), at=AT)

    assert (first.created, second.unchanged, second.new_version) == (2, 2, 0)
    assert [(one.code, one.what, one.text) for one in first.review] == [
        (one.code, one.what, one.text) for one in second.review
    ]


@pytest.mark.parametrize("name", [name for name in WRAPPERS if "xlsx" in name or "csv" in name or "tabs" in name])
def test_real_procedures_survive_being_wrapped(name: str, tmp_path: Path) -> None:
    real = [_plain(one) for one in shared_records("procedures.jsonl.gz")[:: pick(sample=150, full=12)]]

    plain = contents(lines(tmp_path, real))
    wrapped = contents(WRAPPERS[name](tmp_path, real))

    assert [code for code, _ in wrapped] == [code for code, _ in plain]
    differ = [code for (code, said), (_, told) in zip(plain, wrapped, strict=True) if said != told]
    assert differ == []


def _record(code: str, **said: Any) -> dict[str, Any]:
    channel = {"channel": "Trực tiếp", "time": "1", "fee": "Phí: 8000; Lệ phí: 5000", "note": ""}
    paper = {"case": "", "name": "Tờ khai", "originals": 1, "copies": 0, "form": "TK-01"}
    parts = {"channels": [channel], "documents": [paper, paper | {"name": "Bản sao giấy cũ"}]}
    return {"code": code, "name": "Cấp một giấy", "field": "Hộ tịch", "agency": "Ủy ban nhân dân xã", **parts, **said}


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    """A real record in the columns that tables have: texts as the portal shows them, nothing beside."""
    content = content_of(record)
    said = {name: content.get(name, "") for name in ("name", "field", "agency", "decision", "steps", "subjects")}
    return {
        "code": str(record["code"]).strip(),
        **said,
        "conditions": content.get("conditions", ""),
        "channels": [
            {"channel": one["channel_text"], "time": one["time"], "fee": "; ".join(one["fees"]), "note": one["note"]}
            for one in cast("list[Any]", content.get("channels", []))
        ],
        "documents": [
            {name: one[name] for name in ("case", "name", "originals", "copies", "form")}
            for one in cast("list[Any]", content.get("documents", []))
        ],
        "result": "; ".join(one["name"] for one in cast("list[Any]", content.get("results", []))),
        "legal_basis": content.get("legal_basis", []),
    }
