"""Digitised and shelved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_events_are_append_only")]

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
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("book_number__isnull", False)),
                fields=["receiving_agency", "book_number"],
                name="dossiers_by_book_number",
            ),
        ),
    ]
