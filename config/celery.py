"""The Celery app and the whole timetable in one table.

Beat only wakes. Every periodic act claims its rows in the database, so two beats or a doubled task do nothing twice.
"""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("mot_cua")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# task name: (when, how long an unread wake-up is worth anything, in seconds)
TIMETABLE: dict[str, tuple[float | crontab, int]] = {
    "messaging.send_due": (3.0, 3),
    "reports.drain": (5.0, 5),
    "desk.guard": (30.0, 30),
    "surveys.invite_closed": (30.0, 30),
    "messaging.wipe_old": (crontab(hour=1, minute=10), 3600),
    "core.prune": (crontab(hour=1, minute=20), 3600),
    "surveys.shuffle": (crontab(hour=1, minute=40), 3600),
    "reports.reconcile": (crontab(hour=2, minute=30), 3600),
    "reports.doubt": (crontab(hour=2, minute=45), 3600),
}

app.conf.beat_schedule = {
    name: {"task": name, "schedule": when, "options": {"expires": worth}} for name, (when, worth) in TIMETABLE.items()
}
