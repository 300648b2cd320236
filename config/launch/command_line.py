"""One `manage.py` command: the right Python, the right environment, a database under it while it runs.

stdout belongs to the command's answer; everything said here goes to stderr. Exit code 2: what we were given is
unusable, and the sentence on stderr says what.
"""

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from config.launch import embedded, environment, native, run_file, virtualenv
from config.launch.processes import CannotStart

# They only read files: a database would be started and stopped for nothing.
WITHOUT_DATABASE = frozenset(
    {"help", "version", "--version", "compilemessages", "makemessages", "collectstatic", "due_date", "index_766"}
)
# They decide themselves what becomes of an empty database.
WITHOUT_MIGRATING = frozenset({"migrate", "makemigrations", "showmigrations", "sqlmigrate", "check", "test"})
UNUSABLE = 2
NOBODY_LISTENS = "redis://127.0.0.1:9/0"  # the doorbell survives a broker that is away


def main(*, arguments: Sequence[str]) -> int:
    """Run the command and answer with its exit code."""
    virtualenv.enter(arguments=[sys.argv[0], *arguments[1:]])
    try:
        lease = _surroundings(verb=arguments[1] if len(arguments) > 1 else "help")
    except CannotStart as refusal:
        environment.tell(str(refusal))
        return UNUSABLE
    signal.signal(signal.SIGTERM, _leave_in_order)
    try:
        return _execute(arguments=arguments, migrate_first=lease is not None)
    finally:
        if lease:
            embedded.give_back(lease=lease)


def _surroundings(*, verb: str) -> embedded.Lease | None:
    """Fill the environment; a lease if the database is the embedded one."""
    environment.load_dotenv()
    environment.load_secrets()
    native.load_environment()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("REDIS_URL", run_file.broker_url() or NOBODY_LISTENS)
    if os.environ.get("DATABASE_URL"):
        return None
    if verb in WITHOUT_DATABASE:
        os.environ["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:9/none"
        return None
    lease = embedded.borrow()
    os.environ["DATABASE_URL"] = lease.url
    return lease


def _execute(*, arguments: Sequence[str], migrate_first: bool) -> int:
    # Django is a guest here: this file is imported before it is installed.
    from django.core.management import call_command, execute_from_command_line

    if migrate_first and not set(arguments[1:2]) & WITHOUT_MIGRATING and _is_empty():
        environment.tell("The database is empty: creating its tables.")
        call_command("migrate", interactive=False, verbosity=0, stdout=sys.stderr)
    execute_from_command_line(list(arguments))
    return 0


def _is_empty() -> bool:
    import django
    from django.db import connection

    django.setup()
    return "django_migrations" not in connection.introspection.table_names()


def _leave_in_order(number: int, frame: FrameType | None) -> None:
    """SIGTERM ends the command like any other end, so that the database under it is given back."""
    raise SystemExit(128 + number)
