"""A dossier knows the hamlet it comes from, and hamlets are counted from the indexes that procedures are counted from."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0008_days_are_counted_from_an_index"),
        ("officials", "0001_the_office_and_its_days"),
    ]

    operations = [
        migrations.AddField(
            "dossier",
            "hamlet",
            models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="of the deciding agency, read from the address at reception; none: the address names none",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="officials.hamlet",
            ),
        ),
        migrations.RemoveIndex("dossier", "dossiers_by_reception"),
        migrations.AddIndex(
            "dossier",
            models.Index(
                fields=["agency", "received_at", "id"],
                include=["field", "channel", "offering", "hamlet"],
                name="dossiers_by_reception",
            ),
        ),
        migrations.RemoveIndex("dossier", "dossiers_finished"),
        migrations.AddIndex(
            "dossier",
            models.Index(
                fields=["agency", "finished_at"],
                include=[
                    *("field", "channel", "offering", "hamlet", "received_at"),
                    *("timeliness", "timeliness_in_force", "ended_late"),
                ],
                condition=Q(finished_at__isnull=False),
                name="dossiers_finished",
            ),
        ),
    ]
