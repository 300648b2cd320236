"""Digitised and shelved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0013_results_are_kept_by_their_owner")]

    operations: list[migrations.operations.base.Operation] = [
        migrations.AddField(
            model_name="dossierdocument",
            name="certified",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text="bản chứng thực"),
        ),
        migrations.AddField(
            model_name="dossierdocument",
            name="electronic",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text="bản điện tử"),
        ),
    ]
