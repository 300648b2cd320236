"""Before an office opens, `check --deploy` finds nothing; where the demonstration was left behind, it refuses."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from apps.accounts.models import User

ROOT = Path(__file__).parent.parent.parent
AT = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
# What an office behind a TLS proxy sets, and nothing that it need not.
AN_OFFICE = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "HTTPS": "1",
    "DEMO": "0",
    "ALLOWED_HOSTS": "motcua.example.vn",
    "PUBLIC_ADDRESS": "https://motcua.example.vn",
    "TRUSTED_PROXIES": "1",
    "EMAIL_URL": "smtp://localhost:25",
    "TEST_DATABASE_NAME": "",
}


def check_in_its_own_process(**changed: str) -> subprocess.CompletedProcess[str]:
    """The settings are read once a process, so a house with other values needs another one."""
    address, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    ours = {"DATABASE_URL": f"{address}/{connection.settings_dict['NAME']}"}
    return subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={**os.environ, **AN_OFFICE, **ours, **changed},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.django_db
def test_an_office_behind_https_passes_every_check() -> None:
    answer = check_in_its_own_process()

    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.django_db
def test_an_office_without_https_does_not_pass() -> None:
    """The control: the checks do look."""
    answer = check_in_its_own_process(HTTPS="0")

    assert answer.returncode == 1
    assert "security.W012" in answer.stderr


def test_an_office_whose_database_is_away_is_not_declared_safe() -> None:
    answer = check_in_its_own_process(DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")

    assert answer.returncode == 1
    assert "accounts.W001" in answer.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("is_active", [True, False])
def test_demo_accounts_without_the_demonstration_are_refused(settings: Settings, is_active: bool) -> None:
    settings.DEMO = False
    User.objects.create_user("lan", "mot-cua", is_demo=True, is_active=is_active, created_at=AT)

    with pytest.raises(CommandError, match="1 tài khoản dùng thử"):
        call_command("check", "--deploy")


@pytest.mark.django_db
def test_demo_accounts_within_the_demonstration_are_at_home(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DEMO = True
    User.objects.create_user("lan", "mot-cua", is_demo=True, created_at=AT)

    call_command("check", "--deploy")

    assert "accounts.E001" not in capsys.readouterr().err


@pytest.mark.django_db
def test_accounts_of_an_office_are_no_demo_accounts(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.DEMO = False
    User.objects.create_user("lan", "mot-cua", created_at=AT)

    call_command("check", "--deploy")

    assert "accounts." not in capsys.readouterr().err
