"""The caller's word comes before `.env`, and `.env` before what we make up."""

import os
from pathlib import Path

import pytest

from config.launch import environment, processes


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    for name in ("VAR_DIR", "LOG_LEVEL", "HOST", *environment.APPLICATION_SECRETS):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return tmp_path


def test_dotenv_fills_what_the_caller_left_open(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / ".env").write_text("# words\nLOG_LEVEL='DEBUG'\nexport HOST=0.0.0.0\nPORT=\n")
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    monkeypatch.delenv("PORT", raising=False)

    environment.load_dotenv()

    assert os.environ["LOG_LEVEL"] == "ERROR"
    assert os.environ["HOST"] == "0.0.0.0"  # noqa: S104 - read, not bound
    assert "PORT" not in os.environ


def test_keys_given_by_the_operator_are_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "given")

    environment.load_secrets()

    assert os.environ["SECRET_KEY"] == "given"
    assert os.environ["BLIND_INDEX_KEY"] == environment.secret(name="BLIND_INDEX_KEY")


def test_keys_are_made_once(root: Path) -> None:
    assert environment.secret(name="SECRET_KEY") == environment.secret(name="SECRET_KEY")


@pytest.mark.parametrize(("word", "answer"), [("1", True), ("true", True), ("0", False), ("", False)])
def test_demonstration_is_asked_for_in_the_words_of_the_settings(
    monkeypatch: pytest.MonkeyPatch, word: str, answer: bool
) -> None:
    monkeypatch.setenv("DEMO", word)

    assert environment.is_demo() is answer


def test_port_that_somebody_listens_on_is_not_free() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as stranger:
        port = stranger.getsockname()[1]

        assert not processes.port_is_free(host="127.0.0.1", port=port)
        assert processes.first_free_port(host="127.0.0.1", wanted=port) > port
