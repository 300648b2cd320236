"""Index counts and targets: only ever added, a mistake is put right by the next row."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION reports_typed_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'counts and targets are only ever added (% refused)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER reports_typedcount_no_change BEFORE UPDATE OR DELETE ON reports_typedcount
    FOR EACH ROW EXECUTE FUNCTION reports_typed_refuse_change();
CREATE TRIGGER reports_target_no_change BEFORE UPDATE OR DELETE ON reports_target
    FOR EACH ROW EXECUTE FUNCTION reports_typed_refuse_change();
"""

BACKWARD = """
DROP TRIGGER reports_target_no_change ON reports_target;
DROP TRIGGER reports_typedcount_no_change ON reports_typedcount;
DROP FUNCTION reports_typed_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("officials", "0001_the_office_and_its_days"),
        ("reports", "0003_frozen_reports"),
    ]

    operations = [
        migrations.CreateModel(
            name="TypedCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("sync", "sync"),
                            ("petitions_on_time", "petitions_on_time"),
                            ("petitions_satisfaction", "petitions_satisfaction"),
                        ],
                        max_length=24,
                    ),
                ),
                ("month", models.DateField(help_text="first day of the month after which the period is named")),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("numerator", models.PositiveIntegerField()),
                ("denominator", models.PositiveIntegerField()),
                ("source", models.CharField(help_text="where it was read, and when", max_length=300)),
                ("entered_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "what", "month", "version"), name="reports_typed_count_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("numerator__lte", models.F("denominator"))),
                        name="reports_typed_part_of_a_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="reports_typed_with_its_source"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "aim",
                    models.CharField(
                        choices=[
                            ("truc-tuyen", "truc-tuyen"),
                            ("hai-long", "hai-long"),
                            ("dong-bo", "dong-bo"),
                            ("tre-han", "tre-han"),
                            ("so-hoa", "so-hoa"),
                            ("ky-so", "ky-so"),
                        ],
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "value",
                    models.DecimalField(decimal_places=2, help_text="percent, or a number of dossiers", max_digits=8),
                ),
                ("basis", models.CharField(help_text="the decision that sets it", max_length=300)),
                ("set_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "year", "aim", "version"), name="reports_target_once"),
                    models.CheckConstraint(condition=models.Q(("value__gte", 0)), name="reports_target_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(("basis", ""), _negated=True), name="reports_target_with_its_basis"
                    ),
                ],
            },
        ),
        migrations.RunSQL(sql=FORWARD, reverse_sql=BACKWARD),
    ]
