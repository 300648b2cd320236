"""A name is found by each of its words, no longer by its beginning alone; a phone wherever the dossier was received."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0004_copies_are_counted_by_kind")]

    operations = [
        migrations.RemoveIndex(model_name="dossier", name="dossiers_by_name"),
        migrations.RemoveIndex(model_name="dossier", name="dossiers_by_phone"),
        migrations.AddIndex(
            model_name="dossier",
            index=GinIndex(SearchVector("applicant_name_folded", config="simple"), name="dossiers_by_words_of_a_name"),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["applicant_phone"],
                condition=~models.Q(applicant_phone=""),
                name="dossiers_by_phone",
            ),
        ),
    ]
