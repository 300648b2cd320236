"""The two indexes that days and procedures are counted from are wide enough for it: the table is not opened."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0007_scans_and_shelves")]

    operations = [
        migrations.RemoveIndex("dossier", "dossiers_by_reception"),
        migrations.AddIndex(
            "dossier",
            models.Index(
                fields=["agency", "received_at", "id"],
                include=["field", "channel", "offering"],
                name="dossiers_by_reception",
            ),
        ),
        migrations.RemoveIndex("dossier", "dossiers_finished"),
        migrations.AddIndex(
            "dossier",
            models.Index(
                fields=["agency", "finished_at"],
                include=[
                    *("field", "channel", "offering", "received_at"),
                    *("timeliness", "timeliness_in_force", "ended_late"),
                ],
                condition=Q(finished_at__isnull=False),
                name="dossiers_finished",
            ),
        ),
    ]
