"""What is open, and form II.06a, are counted from indexes too: they hold every column that is asked for."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0009_hamlets")]

    operations = [
        migrations.RemoveIndex("dossier", "dossiers_open_of_agency"),
        migrations.AddIndex(
            "dossier",
            models.Index(
                fields=["agency", "late_after", "id"],
                include=[
                    *("field", "channel", "holder", "hamlet"),
                    *("received_at", "first_late_after", "paused_at", "supplement_count"),
                ],
                condition=Q(received_at__isnull=False, finished_at__isnull=True),
                name="dossiers_open_of_agency",
            ),
        ),
        migrations.RemoveIndex("dossier", "dossiers_finished"),
        migrations.AddIndex(
            "dossier",
            models.Index(
                fields=["agency", "finished_at", "id"],
                include=[
                    *("field", "channel", "offering", "hamlet", "received_at", "late_after", "first_late_after"),
                    *("timeliness", "timeliness_in_force", "ended_late"),
                ],
                condition=Q(finished_at__isnull=False),
                name="dossiers_finished",
            ),
        ),
        migrations.RemoveIndex("dossier", "dossiers_returned"),
        migrations.AddIndex(
            "dossier",
            models.Index(
                fields=["returned_at"],
                include=["agency", "received_at"],
                condition=Q(returned_at__isnull=False),
                name="dossiers_returned",
            ),
        ),
    ]
