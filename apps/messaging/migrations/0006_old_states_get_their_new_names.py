"""`failed` becomes temporary, `given_up` permanent or technical, and what lies in an inbox is delivered."""

from django.db import migrations
from django.db.models import F

OURS = ("not_configured", "no_report")


def forwards(apps, _editor):
    message = apps.get_model("messaging", "OutboxMessage").objects
    message.filter(state="failed").update(state="temporary")
    message.filter(state="given_up", last_error__in=OURS).update(state="technical")
    message.filter(state="given_up").update(state="permanent")
    message.filter(channel="in_app", state="sent").update(state="delivered", delivered_at=F("sent_at"))


def backwards(apps, _editor):
    message = apps.get_model("messaging", "OutboxMessage").objects
    message.filter(state="temporary").update(state="failed")
    message.filter(state="technical", next_try_at__isnull=False).update(state="failed")
    message.filter(state__in=["permanent", "technical"]).update(state="given_up")
    message.filter(state="delivered").update(state="sent", delivered_at=None)


class Migration(migrations.Migration):
    dependencies = [("messaging", "0005_states_tell_whose_turn_it_is")]

    operations = [migrations.RunPython(forwards, backwards)]
