"""Drafts of the reports of a period, and the reports as they were handed in: those the database never lets change."""

import django.db.models.deletion
from django.db import migrations, models

REFUSE = """
CREATE FUNCTION reports_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('mot_cua.tests_may_truncate', true) = 'yes' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'a submitted report stays as it is (% refused)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER reports_submitted_no_change BEFORE UPDATE OR DELETE ON reports_submittedreport
    FOR EACH ROW EXECUTE FUNCTION reports_refuse_change();
CREATE TRIGGER reports_submitted_no_truncate BEFORE TRUNCATE ON reports_submittedreport
    FOR EACH STATEMENT EXECUTE FUNCTION reports_refuse_change();
"""
ALLOW = """
DROP TRIGGER reports_submitted_no_truncate ON reports_submittedreport;
DROP TRIGGER reports_submitted_no_change ON reports_submittedreport;
DROP FUNCTION reports_refuse_change();
"""
BY_AGENCY = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": "officials.agency"}


def _id():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_provinces_by_month"),
        ("officials", "0001_the_office_and_its_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportDraft",
            fields=[
                ("id", _id()),
                ("from_date", models.DateField()),
                ("to_date", models.DateField()),
                ("content", models.JSONField()),
                ("made_at", models.DateTimeField()),
                ("agency", models.ForeignKey(**BY_AGENCY)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "to_date", "from_date"), name="reports_one_draft_of_a_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_date__gte", models.F("from_date"))), name="reports_draft_of_days"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubmittedReport",
            fields=[
                ("id", _id()),
                ("from_date", models.DateField()),
                ("to_date", models.DateField()),
                ("version", models.PositiveSmallIntegerField(help_text="1, and one more with each điều chỉnh")),
                ("content", models.JSONField()),
                ("digest", models.CharField(help_text="SHA-256 of the content", max_length=64)),
                ("reason", models.TextField(blank=True, help_text="why it was corrected")),
                ("submitted_at", models.DateTimeField()),
                ("agency", models.ForeignKey(**BY_AGENCY)),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "to_date", "from_date", "version"), name="reports_version_of_a_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_date__gte", models.F("from_date"))), name="reports_submitted_of_days"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("version", 1)),
                            models.Q(("version__gt", 1), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="reports_corrections_say_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL(sql=REFUSE, reverse_sql=ALLOW),
    ]
