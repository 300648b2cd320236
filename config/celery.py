"""The Celery app and the whole timetable in one table.

Beat only wakes. Every periodic act claims its rows in the database, so two beats or a doubled task do nothing twice.
"""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import task_failure, task_success

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("mot_cua")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# task name: (when, how long an unread wake-up is worth anything, in seconds)
TIMETABLE: dict[str, tuple[float | crontab, int]] = {
    "messaging.send_due": (3.0, 3),
    "reports.drain": (5.0, 5),
    "reports.make_exports": (20.0, 20),
    "reports.drop_exports": (3600.0, 3600),
    "desk.guard": (30.0, 30),
    "desk.review_calendars": (10.0, 10),
    "desk.carry_out_outages": (60.0, 60),
    "desk.make_books": (20.0, 20),
    "desk.remind_collectors": (900.0, 900),
    "procedures.carry_out_imports": (20.0, 20),
    "payments.look_after": (60.0, 60),
    "surveys.invite_closed": (30.0, 30),
    "reports.print_notices": (600.0, 600),
    "dossiers.read_papers": (3.0, 3),
    "core.pulse": (20.0, 20),
    "core.sweep_uploads": (3600.0, 3600),
    "messaging.wipe_old": (crontab(hour=1, minute=10), 3600),
    "core.prune": (crontab(hour=1, minute=20), 3600),
    "core.sweep": (crontab(hour=1, minute=30), 3600),
    "portal.end_old_drafts": (crontab(hour=1, minute=30), 3600),
    "accounts.forget": (crontab(hour=1, minute=30), 3600),
    "surveys.shuffle": (crontab(hour=1, minute=40), 3600),
    "reports.reconcile": (crontab(hour=2, minute=30), 3600),
    "reports.doubt": (crontab(hour=2, minute=45), 3600),
    "reports.publish": (crontab(hour=3, minute=0), 3600),
    "reports.count_uses": (crontab(hour=3, minute=10), 3600),
    "reports.draft": (crontab(hour=3, minute=30), 3600),
}

app.conf.beat_schedule = {
    name: {"task": name, "schedule": when, "options": {"expires": worth}} for name, (when, worth) in TIMETABLE.items()
}


def _went_well(sender: Any = None, **_told: Any) -> None:
    """A signal may arrive before the apps are loaded, hence the imports in here."""
    from django.utils import timezone

    from apps.core import jobs

    jobs.went_well(task=sender.name, at=timezone.now())


def _broke(sender: Any = None, task_id: str = "", exception: BaseException | None = None, **_told: Any) -> None:
    from django.utils import timezone

    from apps.core import jobs

    if exception is not None:
        jobs.broke(task=sender.name, task_id=task_id, error=exception, at=timezone.now())


task_success.connect(_went_well, weak=False)
task_failure.connect(_broke, weak=False)
