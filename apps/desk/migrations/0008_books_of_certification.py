"""Books of certification: volumes of every book, the numbered lines, and what was crossed out in them."""

import django.db.models.deletion
from django.db import migrations, models

import apps.core.encryption

FORWARD = """
CREATE FUNCTION desk_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('mot_cua.tests_may_truncate', true) = 'yes' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'lines of a book of certification are only ever added (% refused)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER desk_certification_no_change BEFORE UPDATE OR DELETE ON desk_certificationentry
    FOR EACH ROW EXECUTE FUNCTION desk_refuse_change();
CREATE TRIGGER desk_certification_no_truncate BEFORE TRUNCATE ON desk_certificationentry
    FOR EACH STATEMENT EXECUTE FUNCTION desk_refuse_change();
CREATE TRIGGER desk_crossing_out_no_change BEFORE UPDATE OR DELETE ON desk_certificationvoid
    FOR EACH ROW EXECUTE FUNCTION desk_refuse_change();
CREATE TRIGGER desk_crossing_out_no_truncate BEFORE TRUNCATE ON desk_certificationvoid
    FOR EACH STATEMENT EXECUTE FUNCTION desk_refuse_change();
"""

BACKWARD = """
DROP TRIGGER desk_crossing_out_no_truncate ON desk_certificationvoid;
DROP TRIGGER desk_crossing_out_no_change ON desk_certificationvoid;
DROP TRIGGER desk_certification_no_truncate ON desk_certificationentry;
DROP TRIGGER desk_certification_no_change ON desk_certificationentry;
DROP FUNCTION desk_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_keys_files_and_jobs"),
        ("desk", "0007_layouts_of_an_office"),
        ("dossiers", "0007_scans_and_shelves"),
        ("officials", "0001_the_office_and_its_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="CertificationEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "book",
                    models.CharField(
                        choices=[
                            ("dossiers", "dossiers"),
                            ("copies", "copies"),
                            ("signatures", "signatures"),
                            ("deeds", "deeds"),
                        ],
                        max_length=10,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField(help_text="số chứng thực")),
                ("volume", models.PositiveSmallIntegerField(help_text="quyển số")),
                ("certified_at", models.DateTimeField()),
                ("requester_name", models.CharField(max_length=200)),
                ("requester_id", apps.core.encryption.SealedTextField(blank=True, editable=True, null=True)),
                ("title", models.TextField()),
                ("pages", models.PositiveSmallIntegerField()),
                ("copies", models.PositiveSmallIntegerField()),
                ("fee", models.PositiveIntegerField(null=True)),
                ("signed_as", models.CharField(help_text="name and position on that day", max_length=400)),
            ],
        ),
        migrations.CreateModel(
            name="CertificationPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "book",
                    models.CharField(
                        choices=[
                            ("dossiers", "dossiers"),
                            ("copies", "copies"),
                            ("signatures", "signatures"),
                            ("deeds", "deeds"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.TextField()),
                ("pages", models.PositiveSmallIntegerField()),
                ("copies", models.PositiveSmallIntegerField()),
                (
                    "fee",
                    models.PositiveIntegerField(
                        help_text="đồng; null: no rule was certain, the sum is the dossier's", null=True
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CertificationVoid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=200)),
                ("crossed_out_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="bookfile",
            name="desk_book_file_asked_once",
        ),
        migrations.RemoveConstraint(
            model_name="bookvolume",
            name="desk_volume_once",
        ),
        migrations.RemoveConstraint(
            model_name="bookvolume",
            name="desk_volume_begins_once",
        ),
        migrations.RemoveIndex(
            model_name="bookfile",
            name="desk_book_files_of",
        ),
        migrations.AddField(
            model_name="bookfile",
            name="book",
            field=models.CharField(
                choices=[
                    ("dossiers", "dossiers"),
                    ("copies", "copies"),
                    ("signatures", "signatures"),
                    ("deeds", "deeds"),
                ],
                db_default="dossiers",
                default="dossiers",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="bookvolume",
            name="book",
            field=models.CharField(
                choices=[
                    ("dossiers", "dossiers"),
                    ("copies", "copies"),
                    ("signatures", "signatures"),
                    ("deeds", "deeds"),
                ],
                db_default="dossiers",
                default="dossiers",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="bookfile",
            index=models.Index(fields=["agency", "book", "year", "volume", "-asked_at"], name="desk_book_files_of"),
        ),
        migrations.AddConstraint(
            model_name="bookfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["asked", "making"])),
                fields=("agency", "book", "year", "volume", "kind"),
                name="desk_book_file_asked_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="bookvolume",
            constraint=models.UniqueConstraint(fields=("agency", "book", "year", "number"), name="desk_volume_once"),
        ),
        migrations.AddConstraint(
            model_name="bookvolume",
            constraint=models.UniqueConstraint(
                fields=("agency", "book", "year", "first"), name="desk_volume_begins_once"
            ),
        ),
        migrations.AddField(
            model_name="certificationentry",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
            ),
        ),
        migrations.AddField(
            model_name="certificationentry",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="certified", to="dossiers.dossier"
            ),
        ),
        migrations.AddField(
            model_name="certificationentry",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
            ),
        ),
        migrations.AddField(
            model_name="certificationentry",
            name="signer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
            ),
        ),
        migrations.AddField(
            model_name="certificationpaper",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
            ),
        ),
        migrations.AddField(
            model_name="certificationpaper",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="to_certify", to="dossiers.dossier"
            ),
        ),
        migrations.AddField(
            model_name="certificationentry",
            name="paper",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="entry", to="desk.certificationpaper"
            ),
        ),
        migrations.AddField(
            model_name="certificationvoid",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
            ),
        ),
        migrations.AddField(
            model_name="certificationvoid",
            name="crossed_out_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
            ),
        ),
        migrations.AddField(
            model_name="certificationvoid",
            name="entry",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="void", to="desk.certificationentry"
            ),
        ),
        migrations.AddConstraint(
            model_name="certificationpaper",
            constraint=models.UniqueConstraint(fields=("agency", "dossier", "position"), name="desk_to_certify_once"),
        ),
        migrations.AddConstraint(
            model_name="certificationpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(("copies__gte", 1), ("pages__gte", 1)), name="desk_to_certify_something"
            ),
        ),
        migrations.AddIndex(
            model_name="certificationentry",
            index=models.Index(fields=["agency", "-certified_at", "-id"], name="desk_certified_last"),
        ),
        migrations.AddConstraint(
            model_name="certificationentry",
            constraint=models.UniqueConstraint(
                fields=("agency", "book", "year", "number"), name="desk_certification_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="certificationentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("book", "dossiers"), _negated=True), name="desk_certification_has_its_book"
            ),
        ),
        migrations.AddConstraint(
            model_name="certificationvoid",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="desk_crossed_out_with_reason"
            ),
        ),
        migrations.RunSQL(sql=FORWARD, reverse_sql=BACKWARD),
    ]
