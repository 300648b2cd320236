"""Between the database and the first request: tables, static files, and on the first start the demonstration.

One process of its own, so that Django is started once for all three and the supervisor stays without it.
"""

import hashlib
import io
import os
import sys
from contextlib import suppress
from pathlib import Path

from config.launch import environment


def main() -> int:
    """Bring the installation up to date; saying it twice changes nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("check", stdout=io.StringIO())  # a web server that cannot import its pages would try for ever
    call_command("migrate", interactive=False, verbosity=0, stdout=sys.stderr)
    _collect_static()
    if environment.is_demo():
        _make_demonstration()
    return 0


def _collect_static() -> None:
    """Hashed names and compressed copies cost seconds, so only when a source file is not the one we collected."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list(ignore_patterns=[]), key=lambda found: str(found[0])):
            status = Path(storage.path(name)).stat()
            seen.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text() == seen.hexdigest():
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, stdout=sys.stderr)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(seen.hexdigest())


def _make_demonstration() -> None:
    """Once. Where there are rows already, somebody's, the command refuses and the portal runs with them as they are."""
    from django.core.management import call_command, get_commands

    stamp = environment.var() / ".demonstrated"
    if stamp.exists() or "demo_data" not in get_commands():
        return
    environment.tell("Making the demonstration commune (first start only)")
    with suppress(SystemExit):
        call_command("demo_data", stdout=sys.stderr)
    stamp.touch()


if __name__ == "__main__":
    sys.exit(main())
