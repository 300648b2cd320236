import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_enrolled_devices_and_helpers"),
        ("dossiers", "0010_what_was_asked_and_said"),
        ("officials", "0003_hamlets_and_their_guides"),
        ("procedures", "0015_life_events_of_several_procedures"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bundle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(help_text="random; stands in its address", max_length=20)),
                ("title", models.CharField(help_text="the words of the event at its beginning", max_length=120)),
                ("created_at", models.DateTimeField()),
                ("filed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.bundleoffer"
                    ),
                ),
                (
                    "submitter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["submitter", "-id"], name="dossiers_bundle_of_submitter")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "reference"), name="dossiers_bundle_reference_once"),
                    models.CheckConstraint(
                        condition=models.Q(filed_at__isnull=True) | models.Q(filed_at__gte=models.F("created_at")),
                        name="dossiers_bundle_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BundledCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "bundle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cases", to="dossiers.bundle"
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bundled", to="dossiers.dossier"
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.bundlepart"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "bundle", "position"), name="dossiers_bundled_position")
                ],
            },
        ),
    ]
