"""Roll-ups and doubts about the books."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("reports", "0001_rollups"),
        ("reports", "0002_sums_by_either_promise_and_of_lateness"),
        ("reports", "0003_what_was_folded_before_knew_one_promise"),
        ("reports", "0004_doubts_about_the_books"),
    ]

    initial = True

    dependencies = [
        ("dossiers", "0001_the_case_with_all_it_holds"),
        ("officials", "0001_the_office_and_its_days"),
        ("procedures", "0001_the_law_and_the_catalogue"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(help_text="first day, local")),
                ("received", models.PositiveIntegerField(default=0)),
                ("early", models.PositiveIntegerField(default=0)),
                ("on_time", models.PositiveIntegerField(default=0)),
                ("late", models.PositiveIntegerField(default=0)),
                ("ended", models.PositiveIntegerField(default=0, help_text="withdrawn or stopped after reception")),
                (
                    "ended_late",
                    models.PositiveIntegerField(default=0, help_text="of these, after the first promise had broken"),
                ),
                (
                    "early_in_force",
                    models.PositiveIntegerField(default=0, help_text="against the promise after hẹn lại"),
                ),
                ("on_time_in_force", models.PositiveIntegerField(default=0)),
                ("late_in_force", models.PositiveIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("agency", "month"), name="reports_agency_month_once")],
            },
        ),
        migrations.CreateModel(
            name="DoubtfulDossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "doubt",
                    models.CharField(
                        choices=[
                            ("verdict", "verdict"),
                            ("pause", "pause"),
                            ("promise", "promise"),
                            ("signature", "signature"),
                            ("request", "request"),
                            ("new_day", "new_day"),
                            ("wait", "wait"),
                        ],
                        max_length=12,
                    ),
                ),
                ("instants", models.JSONField(help_text="what it rests on")),
                ("found_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(help_text="the last night on which it was found")),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, help_text="the first night on which it no longer was", null=True),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=["agency", "found_at", "id"],
                        name="reports_doubts_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "dossier", "doubt"), name="reports_one_doubt_of_a_kind")
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(help_text="first day, local")),
                ("received", models.PositiveIntegerField(default=0)),
                ("early", models.PositiveIntegerField(default=0)),
                ("on_time", models.PositiveIntegerField(default=0)),
                ("late", models.PositiveIntegerField(default=0)),
                ("ended", models.PositiveIntegerField(default=0, help_text="withdrawn or stopped after reception")),
                (
                    "ended_late",
                    models.PositiveIntegerField(default=0, help_text="of these, after the first promise had broken"),
                ),
                (
                    "early_in_force",
                    models.PositiveIntegerField(default=0, help_text="against the promise after hẹn lại"),
                ),
                ("on_time_in_force", models.PositiveIntegerField(default=0)),
                ("late_in_force", models.PositiveIntegerField(default=0)),
                ("channel", models.CharField(max_length=10)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.field"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "month", "field", "channel"), name="reports_field_month_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StageMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(help_text="first day, local")),
                ("stage", models.CharField(blank=True, help_text="empty where nobody kept it", max_length=10)),
                ("dossiers", models.PositiveIntegerField(default=0)),
                ("minutes", models.PositiveBigIntegerField(default=0, help_text="working time past the first promise")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "month", "stage"), name="reports_stage_month_once")
                ],
            },
        ),
    ]
