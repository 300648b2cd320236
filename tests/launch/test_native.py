"""What no wheel carries is found where it is, and an empty package is not taken for a browser."""

import os
from pathlib import Path

import pytest

from config.launch import environment, native


def program(folder: Path, name: str, *, says: str, code: int = 0) -> Path:
    made = folder / name
    made.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n")
    made.chmod(0o755)
    return made


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(native, "NPM_CHROMIUM", tmp_path / "none")
    monkeypatch.setattr(native, "CHROMIUM_NAMES", ("chromium-a", "chromium-b"))
    return tmp_path


def test_browser_is_the_first_that_starts(path: Path) -> None:
    program(path, "chromium-a", says="Command requires the chromium snap to be installed", code=1)
    good = program(path, "chromium-b", says="Chromium 150.0")

    assert native.chromium() == good


def test_browser_named_by_the_operator_comes_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(path, "chromium-a", says="Chromium 150.0")
    named = program(path, "mine", says="Google Chrome 151.0")
    monkeypatch.setenv("CHROMIUM", str(named))

    assert native.chromium() == named


def test_machine_without_a_browser_has_none(path: Path) -> None:
    assert native.chromium() is None


def test_libraries_unpacked_beside_us_are_put_within_reach_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries = tmp_path / "usr" / "lib" / f"{os.uname().machine}-linux-gnu"
    libraries.mkdir(parents=True)
    monkeypatch.setattr(native, "UNPACKED", tmp_path)
    monkeypatch.setattr(environment, "NATIVE", tmp_path)
    for name in ("LD_LIBRARY_PATH", "FONTCONFIG_FILE"):
        monkeypatch.setenv(name, "so that it is put back")
        monkeypatch.delenv(name)
    monkeypatch.setenv("PATH", "/bin")

    assert native.load_environment()
    assert not native.load_environment()
    assert os.environ["LD_LIBRARY_PATH"] == str(libraries)
    assert os.environ["PATH"] == f"/bin:{tmp_path / 'usr' / 'bin'}"
    assert Path(os.environ["FONTCONFIG_FILE"]).is_file()
