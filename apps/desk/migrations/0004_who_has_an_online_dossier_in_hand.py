"""Who has an online dossier in hand."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0003_results_are_collected"),
        ("dossiers", "0004_copies_are_counted_by_kind"),
        ("officials", "0001_the_office_and_its_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="IntakeClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("taken_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="dossiers.dossier"
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="intakeclaim",
            constraint=models.UniqueConstraint(fields=("agency", "dossier"), name="desk_one_claim_a_dossier"),
        ),
    ]
