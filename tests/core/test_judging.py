"""A file waits until it is judged; whoever dies meanwhile leaves it waiting, and it is judged once."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as ours
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from apps.core import files, judging, sweeping, uploading
from apps.core.models import StoredFile, Upload
from tests.core.test_photos import photograph
from tests.core.test_scanning import EICAR, clamd
from tests.portal.uploads import paper, paper_with_script

pytestmark = pytest.mark.django_db
BY, PDF = "citizen:1", paper().read()
NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)


def sent(name: str, content: bytes) -> StoredFile:
    return files.receive(upload=SimpleUploadedFile(name, content), by=BY, at=NOW)


def lies(name: str) -> bool:
    return (Path(ours.MEDIA_ROOT) / name).exists()


def test_photograph_is_replaced_by_its_upright_picture(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    file = sent("anh.heic", photograph("heic"))
    original, digest = file.storage_name, file.sha256
    assert (file.state, lies(original)) == ("waiting", True)

    with django_capture_on_commit_callbacks(execute=True):
        assert judging.judge_waiting(at=NOW) == 1

    file.refresh_from_db()
    assert (file.state, file.content_type, file.sent_sha256) == ("clean", "image/jpeg", digest)
    assert file.sha256 != digest
    assert (lies(original), lies(file.storage_name)) == (False, True)
    assert judging.judge_waiting(at=NOW) == 0


def test_pdf_gets_pictures_and_an_active_one_is_refused_and_gone(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    good, bad = sent("a.pdf", paper().read()), sent("b.pdf", paper_with_script().read())

    with django_capture_on_commit_callbacks(execute=True):
        judging.judge_waiting(at=NOW)

    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, good.pages, good.pictures) == ("clean", 1, 1)
    assert lies(files.picture_name(storage_name=good.storage_name, number=1))
    assert (bad.state, bad.refusal) == ("refused", "active")
    assert (lies(good.storage_name), lies(bad.storage_name)) == (True, False)


def test_what_another_worker_has_is_left_to_it_and_free_when_it_dies() -> None:
    file = sent("a.pdf", paper().read())
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [judging._LOCK_SPACE, file.pk])
        assert judging.judge_waiting(at=NOW) == 0
        file.refresh_from_db()
        assert (file.state, file.tries) == ("waiting", 0)

    assert judging.judge_waiting(at=NOW) == 1
    file.refresh_from_db()
    assert file.state == "clean"


def test_senders_take_turns() -> None:
    many = [sent(f"{number}.pdf", PDF) for number in range(4)]
    other = files.receive(upload=SimpleUploadedFile("a.pdf", PDF), by="citizen:2", at=NOW)

    assert judging.judge_waiting(at=NOW, most=2) == 2

    waiting = StoredFile.objects.filter(state="waiting").values_list("pk", flat=True)
    assert sorted(waiting) == [file.pk for file in many[1:]]
    assert other.pk not in waiting
    assert judging.judge_waiting(at=NOW) == 3


def test_file_that_thrice_took_the_worker_with_it_is_refused() -> None:
    file = sent("a.pdf", paper().read())
    StoredFile.objects.filter(pk=file.pk).update(tries=judging.MOST_TRIES)

    judging.judge_waiting(at=NOW)

    file.refresh_from_db()
    assert (file.state, file.refusal) == ("refused", "damaged")


def test_scanner_finds_what_it_knows_and_a_silent_one_keeps_files_waiting(settings: Settings) -> None:
    sick, sound = sent("a.pdf", paper().read() + EICAR), sent("b.pdf", paper().read())
    settings.CLAMAV_ADDRESS = "127.0.0.1:9"

    assert judging.judge_waiting(at=NOW) == 0
    sick.refresh_from_db()
    assert (sick.state, sick.tries) == ("waiting", 0)

    with clamd(settings):
        assert judging.judge_waiting(at=NOW) == 2
    sick.refresh_from_db()
    sound.refresh_from_db()
    assert (sick.refusal, sound.state) == ("infected", "clean")


def test_broom_takes_what_belongs_to_nothing_and_only_that(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    loose = sent("a.pdf", paper().read())
    upload = uploading.begin(owner="user:1", name="a", length=10, at=NOW)
    uploading.append(address=upload.address, owner="user:1", offset=0, content=b"12345", at=NOW)
    stray = f"{NOW:%Y/%m/%d}/khong-ai-biet.pdf"
    files.put(name=stray, content=b"%PDF-")
    files.put(name=f"{uploading.FOLDER}/khong-ai-biet/0000000000", content=b"1")

    sweeping.sweep_uploads(at=NOW + timedelta(hours=19))
    sweeping.sweep(at=NOW + timedelta(hours=19))
    assert (Upload.objects.count(), lies(loose.storage_name), lies(stray)) == (1, True, True)

    with django_capture_on_commit_callbacks(execute=True):
        assert sweeping.sweep_uploads(at=NOW + timedelta(hours=21)) == 1
        assert sweeping.sweep(at=NOW + timedelta(days=2)).files == 1
    assert not lies(loose.storage_name)
    assert not lies(stray)
    assert not lies(f"{uploading.FOLDER}/{upload.address}")
    assert not lies(f"{uploading.FOLDER}/khong-ai-biet")
    assert sweeping.sweep(at=NOW + timedelta(days=2)) == sweeping.Swept(files=0, strays=0)


def test_what_a_judge_killed_too_early_left_beside_its_row_is_swept() -> None:
    """Between the commit and the taking away; the photograph still knows where it was taken, the bad file is bad."""
    good, bad, waits = sent("a.heic", photograph("heic")), sent("b.pdf", paper_with_script().read()), sent("c.pdf", PDF)
    left = (good.storage_name, bad.storage_name)
    judging.judge(file_id=good.pk, at=NOW)
    judging.judge(file_id=bad.pk, at=NOW)
    good.refresh_from_db()
    assert all(lies(name) for name in left)

    sweeping._strays(at=NOW + timedelta(days=2))

    assert not any(lies(name) for name in left)
    assert lies(good.storage_name)
    assert lies(waits.storage_name)


class BusyStore(FileSystemStorage):
    """A disk on which somebody begins to send a file the moment before the broom reads the list."""

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        if path == uploading.FOLDER and not Upload.objects.exists():
            upload = uploading.begin(owner="user:1", name="a", length=10, at=NOW)
            uploading.append(address=upload.address, owner="user:1", offset=0, content=b"12345", at=NOW)
        return super().listdir(path)


def test_upload_that_begins_while_the_broom_looks_keeps_its_parts(settings: Settings) -> None:
    busy = {"BACKEND": f"{__name__}.BusyStore", "OPTIONS": {"location": ours.MEDIA_ROOT}}
    settings.STORAGES = ours.STORAGES | {"default": busy}

    sweeping.sweep(at=NOW)

    assert lies(Upload.objects.get().parts[0])


def test_file_arrives_in_parts_in_order_and_never_longer_than_promised() -> None:
    upload = uploading.begin(owner="user:1", name="a.pdf", length=6, at=NOW)
    told = {"address": upload.address, "owner": "user:1", "at": NOW}
    uploading.append(**told, offset=0, content=b"abc")  # type: ignore[arg-type]
    with pytest.raises(uploading.OtherOffset) as other:
        uploading.append(**told, offset=0, content=b"abc")  # type: ignore[arg-type]
    with pytest.raises(uploading.TooMuch):
        uploading.append(**told, offset=3, content=b"defg")  # type: ignore[arg-type]
    with pytest.raises(Upload.DoesNotExist):
        uploading.append(address=upload.address, owner="user:2", offset=3, content=b"def", at=NOW)

    done = uploading.append(**told, offset=3, content=b"def")  # type: ignore[arg-type]

    assert other.value.received == 3
    with uploading.whole(upload=done) as stream:
        assert io.BytesIO(stream.read()).getvalue() == b"abcdef"
    assert not Upload.objects.exists()


def test_person_has_few_uploads_open_at_once() -> None:
    first = uploading.begin(owner="user:1", name="a", length=6, at=NOW)
    for number in range(uploading.OPEN_AT_ONCE):
        uploading.begin(owner="user:1", name="a", length=6, at=NOW + timedelta(seconds=number + 1))

    assert Upload.objects.filter(owner="user:1").count() == uploading.OPEN_AT_ONCE
    assert not Upload.objects.filter(pk=first.pk).exists()
