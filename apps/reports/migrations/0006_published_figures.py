"""Months as they were given away, and their sheets for the notice board: what was published is never changed."""

import django.db.models.deletion
from django.db import migrations, models

REFUSE = """
CREATE FUNCTION reports_published_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published month is never changed (% refused)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER reports_published_no_change BEFORE UPDATE OR DELETE ON reports_publishedmonth
    FOR EACH ROW EXECUTE FUNCTION reports_published_refuse_change();
"""
ALLOW = """
DROP TRIGGER reports_published_no_change ON reports_publishedmonth;
DROP FUNCTION reports_published_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_exports"), ("officials", "0001_the_office_and_its_days")]

    operations = [
        migrations.CreateModel(
            name="PublishedMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(help_text="first day, local")),
                ("version", models.PositiveSmallIntegerField()),
                ("basis", models.CharField(help_text="the promise that dossiers were held to", max_length=10)),
                ("reason", models.TextField(blank=True, help_text="why there is another version")),
                ("published_at", models.DateTimeField()),
                ("json_text", models.TextField()),
                ("csv_text", models.TextField()),
                ("json_sha256", models.CharField(max_length=64)),
                ("csv_sha256", models.CharField(max_length=64)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "month", "version"), name="reports_month_published_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pdf", models.BinaryField()),
                ("printed_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "published",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="reports.publishedmonth",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("agency", "published"), name="reports_sheet_once")],
            },
        ),
        migrations.RunSQL(sql=REFUSE, reverse_sql=ALLOW),
    ]
