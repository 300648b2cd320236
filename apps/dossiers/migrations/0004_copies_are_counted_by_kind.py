"""Certified and electronic copies are counted beside originals; the book is read by its running number."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0003_a_second_party_finds_its_dossier")]

    operations = [
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
