"""A file on its way: kept, laid out, tried, applied once, by one worker at a time."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections

from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.procedures.models import CatalogueImport, ImportedProcedure, ProcedureVersion
from apps.procedures.services import bringing, importing, settling, writing
from apps.procedures.services.reading import UnusableFile
from tests import factories
from tests.procedures.factories import record

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
State = CatalogueImport.State
Keep = Callable[..., CatalogueImport]


def an_editor() -> Official:
    """Cô Thu, who keeps the catalogue."""
    agency = factories.agency(with_calendar=False)
    return factories.official(agency=agency, name="Vũ Thị Thu", position="Công chức", duties=(Duty.EDITOR,))


@pytest.fixture
def editor(db: None) -> Official:
    """Somebody who keeps the catalogue."""
    return an_editor()


@pytest.fixture
def keep(editor: Official) -> Keep:
    """Choose a file of lines; texts go in as they are."""

    def keep(*lines: Any, name: str = "a.jsonl") -> CatalogueImport:
        told = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
        content = "\n".join(told).encode() + b"\n"
        by = actor_of(official=editor, at=AT)
        stream = io.BytesIO(content)
        return bringing.keep(stream=stream, name=name, size=len(content), agency=editor.agency, by=by, at=AT)

    return keep


def tried(kept: CatalogueImport, *, at: datetime = AT) -> CatalogueImport:
    """The file after its try."""
    assert bringing.ask_try(import_id=kept.pk, at=at)
    bringing.carry_out(at=at)
    kept.refresh_from_db()
    return kept


def applied(kept: CatalogueImport, editor: Official, *, at: datetime = AT) -> CatalogueImport:
    """The file after it was applied."""
    assert bringing.ask_apply(import_id=kept.pk, by=actor_of(official=editor, at=at), at=at)
    bringing.carry_out(at=at)
    kept.refresh_from_db()
    return kept


def test_try_shows_what_would_change_and_changes_nothing(keep: Keep, editor: Official) -> None:
    applied(tried(keep(record(), record("1.000002"))), editor)

    kept = tried(keep(record(name="Tên mới"), record("1.000002"), record("1.000003"), record("2-Xoa")))

    assert (kept.state, kept.total, ProcedureVersion.objects.count()) == (State.TRIED, 4, 2)
    assert kept.report["read"] == 4
    changed, created = ImportedProcedure.objects.filter(catalogue_import=kept).order_by("row")
    assert (changed.code, changed.outcome, created.code, created.outcome) == (
        "1.000001",
        "new_version",
        "1.000003",
        "created",
    )
    assert changed.changes == [{"column": "name", "gone": ["Thủ tục cấp một giấy"], "came": ["Tên mới"]}]


def test_applied_file_did_what_its_try_said(keep: Keep, editor: Official) -> None:
    kept = tried(keep(record(), record("1.000002-Xoa")))
    said = kept.report

    applied(kept, editor)

    assert (kept.state, kept.report, kept.applied_by) == (State.APPLIED, said, editor)
    assert ProcedureVersion.objects.count() == 1


def test_asking_twice_is_asking_once_and_what_was_not_tried_is_not_applied(keep: Keep, editor: Official) -> None:
    kept, by = keep(record()), actor_of(official=editor, at=AT)

    with pytest.raises(bringing.NotNow):
        bringing.ask_apply(import_id=kept.pk, by=by, at=AT)
    asked = [bringing.ask_try(import_id=kept.pk, at=AT) for _ in range(2)]
    done = [bringing.carry_out(at=AT) for _ in range(2)]
    applying = [bringing.ask_apply(import_id=kept.pk, by=by, at=AT) for _ in range(2)]
    bringing.carry_out(at=AT)

    assert (asked, done, applying) == ([True, False], [True, False], [True, False])
    assert bringing.ask_apply(import_id=kept.pk, by=by, at=AT) is False
    assert ProcedureVersion.objects.count() == 1


def test_catalogue_that_moved_on_meanwhile_has_the_file_tried_again(keep: Keep, editor: Official) -> None:
    first, second = tried(keep(record())), tried(keep(record(name="Khác")))
    applied(first, editor)

    applied(second, editor)
    assert (second.state, second.failure, ProcedureVersion.objects.count()) == (State.TO_TRY, "moved_on", 1)
    bringing.carry_out(at=AT)
    second.refresh_from_db()

    assert (second.state, second.report["new_version"]) == (State.TRIED, 1)


def test_two_files_are_worked_on_one_after_the_other(keep: Keep) -> None:
    later, sooner = keep(record()), keep(record("1.000002"))
    bringing.ask_try(import_id=later.pk, at=AT + timedelta(seconds=1))
    bringing.ask_try(import_id=sooner.pk, at=AT)

    bringing.carry_out(at=AT)

    states = CatalogueImport.objects.in_bulk()
    assert (states[sooner.pk].state, states[later.pk].state) == (State.TRIED, State.TO_TRY)


def test_worker_that_dies_leaves_the_catalogue_whole_and_the_next_begins_anew(
    keep: Keep, editor: Official, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tried(keep(*(record(f"1.{n:06}") for n in range(450))))
    bringing.ask_apply(import_id=kept.pk, by=actor_of(official=editor, at=AT), at=AT)
    write, calls = writing.write_versions, []

    def dies_at_the_second(**given: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise SystemError
        write(**given)

    with monkeypatch.context() as patch:
        patch.setattr(writing, "write_versions", dies_at_the_second)
        with pytest.raises(SystemError):
            bringing.carry_out(at=AT)
    kept.refresh_from_db()
    left = (kept.state, ProcedureVersion.objects.count())
    bringing.carry_out(at=AT)
    kept.refresh_from_db()

    assert left == (State.APPLYING, 0)
    assert (kept.state, kept.tries, ProcedureVersion.objects.count()) == (State.APPLIED, 2, 450)


def test_file_that_kills_three_workers_is_given_up_and_says_so(keep: Keep) -> None:
    kept = keep(record())
    bringing.ask_try(import_id=kept.pk, at=AT)
    CatalogueImport.objects.filter(pk=kept.pk).update(state=State.TRYING, tries=3)

    bringing.carry_out(at=AT)
    kept.refresh_from_db()

    assert (kept.state, kept.failure) == (State.FAILED, "worker_died")
    assert bringing.carry_out(at=AT) is False


def test_file_nobody_can_read_is_not_kept(keep: Keep) -> None:
    with pytest.raises(UnusableFile):
        keep(record(), name="a.xlsx")

    assert CatalogueImport.objects.count() == 0


def test_columns_can_be_set_right_and_never_two_alike(keep: Keep, editor: Official) -> None:
    kept = keep("Ma so TT;Nhan de;Ghi chú khác", "1.000001;Đăng ký;x", name="a.csv")
    assert kept.layout["columns"] == ["", "", ""]

    for wrong, why in ((["code", "code", ""], "column_twice"), (["", "name", ""], "no_code_column")):
        with pytest.raises(bringing.WrongColumns) as refused:
            bringing.lay_out(import_id=kept.pk, columns=wrong)
        assert refused.value.why == why
    kept = bringing.lay_out(import_id=kept.pk, columns=["code", "name", ""])
    shown = kept.layout["preview"]
    applied(tried(kept), editor)

    assert [(one["code"], one["name"]) for one in shown] == [("1.000001", "Đăng ký")]
    version = ProcedureVersion.objects.get()
    assert (version.name, version.is_listed_only) == ("Đăng ký", True)


def test_dropped_file_is_never_applied(keep: Keep, editor: Official) -> None:
    kept = tried(keep(record()))

    assert bringing.drop(import_id=kept.pk)

    with pytest.raises(bringing.NotNow):
        bringing.ask_apply(import_id=kept.pk, by=actor_of(official=editor, at=AT), at=AT)
    assert (bringing.drop(import_id=kept.pk), bringing.ask_try(import_id=kept.pk, at=AT)) == (False, False)


def test_report_of_a_page_is_the_report_of_the_command(keep: Keep) -> None:
    lines = [record(), record("2-Xoa"), record("1.000002", channels=[{"channel": "Trực tiếp", "time": "1"}])]

    kept = tried(keep(*lines))

    path = bringing._path(kept)
    assert kept.report == asdict(importing.load_file(path=path, name="a.jsonl", at=AT, dry_run=True))


@pytest.mark.django_db(transaction=True)
def test_second_worker_leaves_the_first_alone() -> None:
    editor = an_editor()
    content = json.dumps(record()).encode()
    by = actor_of(official=editor, at=AT)
    given: dict[str, Any] = {"name": "a.jsonl", "size": len(content), "agency": editor.agency, "by": by, "at": AT}
    kept = bringing.keep(stream=io.BytesIO(content), **given)
    bringing.ask_try(import_id=kept.pk, at=AT)
    answers: list[bool] = []

    def other() -> None:
        answers.append(bringing.carry_out(at=AT))
        connections.close_all()

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [bringing._WORK_LOCK])
        worker = threading.Thread(target=other)
        worker.start()
        worker.join()
        cursor.execute("SELECT pg_advisory_unlock(%s)", [bringing._WORK_LOCK])

    assert (answers, bringing.carry_out(at=AT)) == ([False], True)


def test_doubts_are_answered_while_a_file_is_read() -> None:
    assert len({bringing._WORK_LOCK, settling._ANSWERS_LOCK, writing._CATALOGUE_LOCK}) == 3
