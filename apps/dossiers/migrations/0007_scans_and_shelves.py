"""Papers are scanned afterwards, whose signature a scan carries is noted; electronic results to take have an index."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_and_how_they_log_in"),
        ("core", "0001_keys_files_and_jobs"),
        ("dossiers", "0006_answers_sent_with_help"),
        ("officials", "0001_the_office_and_its_days"),
        ("procedures", "0001_the_law_and_the_catalogue"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignedCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("agency", "agency"), ("official", "official"), ("issuer", "issuer")], max_length=10
                    ),
                ),
                ("signed_by", models.CharField(help_text="as the signature names its owner", max_length=200)),
                ("signed_on", models.DateField()),
                ("noted_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="dossierdocument",
            name="scanned_at",
            field=models.DateTimeField(blank=True, help_text="when an official last scanned it afterwards", null=True),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(
                    ("delivery", "electronic"), ("status__in", ["result_ready", "rejected_result", "result_sent"])
                ),
                fields=["agency", "finished_at", "id"],
                name="dossiers_electronic_to_take",
            ),
        ),
        migrations.AddField(
            model_name="signedcopy",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
            ),
        ),
        migrations.AddField(
            model_name="signedcopy",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="signed_copies", to="dossiers.dossierdocument"
            ),
        ),
        migrations.AddField(
            model_name="signedcopy",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="signedcopy",
            name="noted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
            ),
        ),
        migrations.AddConstraint(
            model_name="signedcopy",
            constraint=models.UniqueConstraint(fields=("agency", "document", "file"), name="dossiers_signed_copy_once"),
        ),
    ]
