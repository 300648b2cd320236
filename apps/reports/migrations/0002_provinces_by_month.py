"""Sums of a province by field and month, begun with what is counted of its agencies already."""

import django.db.models.deletion
from django.db import migrations, models

SUMS = "received, early, on_time, late, ended, ended_late, early_in_force, on_time_in_force, late_in_force"
BEGIN = f"""
    INSERT INTO reports_provincemonth (province, month, field_id, {SUMS})
    SELECT split_part(a.code, '.', 1), month, field_id, {", ".join(f"sum({name})" for name in SUMS.split(", "))}
      FROM reports_fieldmonth f JOIN officials_agency a ON a.id = f.agency_id
     GROUP BY 1, 2, 3
"""  # noqa: S608 - our own names


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_rollups_and_doubts"),
        ("dossiers", "0006_answers_sent_with_help"),
        ("officials", "0001_the_office_and_its_days"),
        ("procedures", "0001_the_law_and_the_catalogue"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProvinceMonth",
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
                ("province", models.CharField(help_text="the head of the agencies' codes: H99", max_length=35)),
                (
                    "field",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.field"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("province", "month", "field"), name="reports_province_month_once")
                ],
            },
        ),
        migrations.RunSQL(BEGIN, migrations.RunSQL.noop),
    ]
