"""The embedded PostgreSQL: who may what, what is secret, and what survives."""

import os
import secrets
import shutil
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.launch import cluster, embedded, environment, postgres, processes, valkey
from tests.launch.conftest import throw_away


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One var/ for all tests that only look."""
    made = tmp_path_factory.mktemp("var")
    yield made
    throw_away(made)


@pytest.fixture
def lease(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[embedded.Lease]:
    monkeypatch.setenv("VAR_DIR", str(home))
    lease = embedded.borrow()
    yield lease
    if not lease.users.closed:
        embedded.give_back(lease=lease)


def server() -> int:
    found = postgres.running(home=embedded.home())
    assert found
    return found[0]


def test_application_role_owns_its_database_and_is_no_superuser(lease: embedded.Lease) -> None:
    with psycopg.connect(lease.url) as connection:
        role = connection.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        owner = connection.execute(
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
        ).fetchone()

    assert role == (False, False, False, False)
    assert owner == (embedded.ROLE,)


def test_extensions_are_there_before_the_first_migration(lease: embedded.Lease) -> None:
    with psycopg.connect(lease.url) as connection:
        found = {row[0] for row in connection.execute("SELECT extname FROM pg_extension")}

    assert found >= set(postgres.EXTENSIONS)


def test_password_is_scram_and_without_it_nobody_comes_in(lease: embedded.Lease) -> None:
    wrong = lease.url.replace(environment.secret(name="DATABASE_PASSWORD"), "wrong")

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)
    with psycopg.connect(lease.url) as connection:
        assert connection.execute("SHOW password_encryption").fetchone() == ("scram-sha-256",)


def test_server_listens_on_loopback_only(lease: embedded.Lease) -> None:
    with psycopg.connect(lease.url) as connection:
        heard = connection.execute("SHOW listen_addresses").fetchone()
        port = connection.info.port

    assert heard == ("127.0.0.1",)
    assert not [path for folder in ("/tmp", "/var/run/postgresql") for path in Path(folder).glob(f".s.PGSQL.{port}*")]  # noqa: S108


def test_server_runs_as_an_ordinary_account(lease: embedded.Lease) -> None:
    assert Path(f"/proc/{server()}").stat().st_uid != 0


def test_failing_statement_leaves_no_value_in_the_log(lease: embedded.Lease) -> None:
    with psycopg.connect(lease.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE note (words text UNIQUE)")
        connection.execute("INSERT INTO note VALUES ('038099012345')")
        with pytest.raises(psycopg.errors.UniqueViolation, match="038099012345"):
            connection.execute("INSERT INTO note VALUES ('038099012345')")

    log = (embedded.home() / "postgres.log").read_text(encoding="utf-8")
    assert "duplicate key" in log
    assert "038099012345" not in log


def test_secrets_are_readable_for_their_owner_only(lease: embedded.Lease, home: Path) -> None:
    file = home / "secrets.env"

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.stat().st_uid == os.geteuid()
    assert set(environment.SECRETS) == {line.split("=")[0] for line in file.read_text().splitlines()}


def test_secrets_differ_from_one_installation_to_the_next(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAR_DIR", str(folder))
    ours = {name: environment.secret(name=name) for name in environment.SECRETS}
    monkeypatch.setenv("VAR_DIR", str(tmp_path_factory.mktemp("other")))
    theirs = {name: environment.secret(name=name) for name in environment.SECRETS}

    assert not set(ours.values()) & set(theirs.values())


def test_server_is_shared_and_stopped_by_the_last_one_out(lease: embedded.Lease) -> None:
    pid = server()
    second = embedded.borrow()

    embedded.give_back(lease=lease)
    assert server() == pid
    embedded.give_back(lease=second)

    assert not processes.alive(pid=pid)


def test_rows_survive_a_server_that_was_killed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAR_DIR", str(folder))
    first = embedded.borrow()
    with psycopg.connect(first.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(server(), signal.SIGKILL)
    embedded.give_back(lease=first)

    second = embedded.borrow()
    with psycopg.connect(second.url) as connection:
        kept = connection.execute("SELECT answer FROM kept").fetchone()
    embedded.give_back(lease=second)

    assert kept == (42,)


def test_lock_of_a_dead_server_whose_number_lives_on_is_cleared(folder: Path) -> None:
    made = cluster.find_or_make(home=folder / "postgres", superuser_password=secrets.token_hex(8), throw_away=True)
    (made.data / "postmaster.pid").write_text(f"{os.getpid()}\n{made.data}\n1\n5432\n\n127.0.0.1\n0\nready\n")

    child = postgres.start(cluster=made, port=processes.free_port())

    assert postgres.running(home=made.home) is not None
    assert postgres.stop(pid=child.pid)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the rows to another account")
def test_rows_lie_elsewhere_where_a_parent_is_closed_to_the_server(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)

    made = cluster.find_or_make(home=closed / "postgres", superuser_password=secrets.token_hex(8), throw_away=True)

    try:
        assert (closed / "postgres").is_symlink()
        assert made.home.parent == cluster.PERSISTENT_TEMPORARY
        assert stat.S_IMODE(made.home.stat().st_mode) == 0o700
    finally:
        shutil.rmtree(made.home)


def test_rows_that_are_gone_are_missed_and_not_quietly_begun_anew(folder: Path) -> None:
    (folder / "postgres").symlink_to(folder / "tidied away")

    with pytest.raises(processes.CannotStart, match="which is gone"):
        cluster.find_or_make(home=folder / "postgres", superuser_password=secrets.token_hex(8))


def test_valkey_answers_only_who_knows_the_password(folder: Path) -> None:
    port = processes.free_port()

    child = valkey.start(home=folder / "valkey", port=port, password="right", throw_away=True)

    assert valkey.answers(port=port, password="right")
    assert not valkey.answers(port=port, password="wrong")
    assert "right" not in processes.command_line(pid=child.pid)
    assert valkey.stop(pid=child.pid)


def test_valkey_program_is_where_the_pinned_wheel_keeps_it() -> None:
    assert os.access(valkey.program(), os.X_OK)
