"""Migrations say all that the models say, run backwards to nothing and forwards to the same again."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections, migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from pytest_django import DjangoDbBlocker

from tests.sizes import pick

SCRATCH = "back_and_forth"
OUR_APPS = [app.label for app in apps.get_app_configs() if app.name.startswith("apps.")]
OUR_APPS_WITH_TABLES = [label for label in OUR_APPS if list(apps.get_app_config(label).get_models())]
LOADER = MigrationLoader(None, ignore_no_migrations=True)
OUR_MIGRATIONS = {key: migration for key, migration in LOADER.disk_migrations.items() if key[0] in OUR_APPS}
OURS = re.compile(rf"({'|'.join(OUR_APPS)})_")
DATA = (migrations.RunPython,)
SCHEMA_AND_DATA_BOTH = (migrations.RunSQL, migrations.SeparateDatabaseAndState)


STEPS = {label: sorted(name for app, name in OUR_MIGRATIONS if app == label) for label in OUR_APPS_WITH_TABLES}
# To nothing in the full run; in a sample the newest step of each app, which nobody has walked yet.
IS_TO_NOTHING = pick(sample=False, full=True)
FAR_BACK: list[tuple[str, str | None]] = [
    (label, None if IS_TO_NOTHING else names[-2]) for label, names in STEPS.items() if IS_TO_NOTHING or names[1:]
]

# Everything a migration can leave behind: what people would miss, or find lying about.
SCHEMA = """
    SELECT 'column', table_name || '.' || column_name, data_type || ' ' || is_nullable || coalesce(column_default, '')
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
      FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function', p.oid::regprocedure::text, md5(prosrc) FROM pg_proc p
      LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'
      WHERE pronamespace = 'public'::regnamespace AND d.objid IS NULL
    UNION ALL SELECT 'sequence', sequencename, data_type::text FROM pg_sequences WHERE schemaname = 'public'
"""


@pytest.fixture
def copy(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[BaseDatabaseWrapper]:
    """A copy of the database all tests use, which has just been migrated forward: half of the way is paid for."""
    name = f"{SCRATCH}_{os.getpid()}"
    connections.close_all()  # nobody may be inside while it is copied
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        source = connections["default"].settings_dict["NAME"]
        server.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
        monkeypatch.setitem(connections.settings, SCRATCH, connections.settings["default"] | {"NAME": name})
        with django_db_blocker.unblock():
            connection = connections[SCRATCH]
            yield connection
            connection.close()
        del connections[SCRATCH]
        server.execute(f"DROP DATABASE {name}")


def migrate(connection: BaseDatabaseWrapper, *, down: bool = False) -> None:
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    executor.migrate(FAR_BACK if down else leaves)


def schema_of(connection: BaseDatabaseWrapper) -> set[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        return set(cursor.fetchall())


@pytest.mark.timeout(600)
def test_migrations_run_back_and_forward_to_the_same(copy: BaseDatabaseWrapper) -> None:
    first = schema_of(copy)

    migrate(copy, down=True)
    back = schema_of(copy)
    migrate(copy)

    assert {kind for kind, _, _ in first} == {"column", "index", "constraint", "trigger", "function", "sequence"}
    assert first - back, "nothing was taken back"
    assert not IS_TO_NOTHING or {name for _, name, _ in back if OURS.match(name)} == set()
    assert schema_of(copy) ^ first == set()


@pytest.mark.django_db
def test_migrations_say_all_that_the_models_say() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_app_with_tables_has_migrations() -> None:
    assert [label for label in OUR_APPS_WITH_TABLES if not any(key[0] == label for key in OUR_MIGRATIONS)] == []


def test_every_migration_is_named_by_what_it_says() -> None:
    nameless = [name for _, name in OUR_MIGRATIONS if "auto" in name or name.count("_") < 1 or name.endswith("initial")]

    assert nameless == []


def test_no_migration_mixes_schema_with_data() -> None:
    mixed = [
        key
        for key, migration in OUR_MIGRATIONS.items()
        if any(isinstance(operation, DATA) for operation in migration.operations)
        and not all(isinstance(operation, DATA + SCHEMA_AND_DATA_BOTH) for operation in migration.operations)
    ]

    assert mixed == []
