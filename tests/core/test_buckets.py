"""Files of people in a bucket that speaks S3, over the wire and with the portal's own settings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from botocore.exceptions import ClientError
from django.core.files.base import ContentFile
from storages.backends.s3 import S3Storage

from config.buckets import bucket_options
from tests.core.buckets import BUCKET, KEY, REGION, SECRET, Bucket, bucket

ROOT = Path(__file__).resolve().parents[2]
ASK = "import json; from django.conf import settings; print(json.dumps(settings.STORAGES['default'], default=str))"


@pytest.fixture
def kept() -> Iterator[Bucket]:
    with bucket() as found:
        yield found


def settings_said(**more: str) -> dict[str, object]:
    """The store that the settings choose in a process of its own."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"} | more
    said = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, check=True)
    found: dict[str, object] = json.loads(said.stdout)
    return found


def store(kept: Bucket, *, secret: str = SECRET) -> S3Storage:
    return S3Storage(
        **bucket_options(bucket=BUCKET, endpoint=kept.address, region=REGION, access_key=KEY, secret_key=secret)
    )


def test_settings_choose_the_folder_or_the_bucket() -> None:
    assert settings_said(FILES_BUCKET="")["BACKEND"] == "django.core.files.storage.FileSystemStorage"
    chosen = settings_said(FILES_BUCKET=BUCKET, FILES_BUCKET_ENDPOINT="http://kho:9000", FILES_BUCKET_KEY=KEY)
    assert chosen["BACKEND"] == "storages.backends.s3.S3Storage"
    options = chosen["OPTIONS"]
    assert isinstance(options, dict)
    assert (options["bucket_name"], options["endpoint_url"]) == (BUCKET, "http://kho:9000")


def test_file_is_kept_read_listed_and_taken_away(kept: Bucket) -> None:
    files = store(kept)
    content = os.urandom(200_000)

    name = files.save("2026/11/20/địa chỉ.pdf", ContentFile(content))

    assert kept.objects[name] == content
    with files.open(name) as stored:
        assert stored.read() == content
    assert (files.exists(name), files.size(name)) == (True, len(content))
    assert files.listdir("2026/11/20") == ([], ["địa chỉ.pdf"])
    assert files.listdir("2026") == (["11"], [])
    files.delete(name)
    assert (kept.objects, files.exists(name)) == ({}, False)


def test_who_has_another_key_gets_nothing(kept: Bucket) -> None:
    store(kept).save("mật.pdf", ContentFile(b"%PDF-"))

    with pytest.raises(ClientError):
        store(kept, secret="khác").open("mật.pdf").read()

    assert kept.refused
