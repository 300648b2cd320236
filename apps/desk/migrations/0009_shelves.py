"""Folders on shelves, where each paper lies, what happened to it (only ever added), how long; appointment slips."""

import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    (kind, kind)
    for kind in (
        "receipt",
        "supplement_request",
        "refusal",
        "apology",
        "stop",
        "control",
        "result_receipt",
        "appointment",
    )
]
FORWARD = """
CREATE FUNCTION desk_keep_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('mot_cua.tests_may_truncate', true) = 'yes' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'moves of papers are only ever added (% refused)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER desk_moves_no_change BEFORE UPDATE OR DELETE ON desk_papermove
    FOR EACH ROW EXECUTE FUNCTION desk_keep_moves();
CREATE TRIGGER desk_moves_no_truncate BEFORE TRUNCATE ON desk_papermove
    FOR EACH STATEMENT EXECUTE FUNCTION desk_keep_moves();
"""
BACKWARD = """
DROP TRIGGER desk_moves_no_truncate ON desk_papermove;
DROP TRIGGER desk_moves_no_change ON desk_papermove;
DROP FUNCTION desk_keep_moves();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0008_books_of_certification"),
        ("dossiers", "0007_scans_and_shelves"),
        ("officials", "0001_the_office_and_its_days"),
        ("procedures", "0001_the_law_and_the_catalogue"),
    ]

    operations = [
        migrations.CreateModel(
            name="Folder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=30)),
                ("title", models.CharField(blank=True, max_length=200)),
                (
                    "year",
                    models.PositiveSmallIntegerField(help_text="the last year in which what lies in it was closed"),
                ),
                (
                    "retention",
                    models.CharField(
                        choices=[
                            ("permanent", "permanent"),
                            ("70", "70"),
                            ("50", "50"),
                            ("20", "20"),
                            ("10", "10"),
                            ("5", "5"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "last_year",
                    models.PositiveSmallIntegerField(help_text="at whose end the term is over; null: never", null=True),
                ),
                ("box", models.CharField(blank=True, help_text="hộp", max_length=40)),
                ("shelf", models.CharField(blank=True, help_text="giá, kệ", max_length=40)),
                ("opened_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaperMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("shelved", "shelved"),
                            ("moved", "moved"),
                            ("lent", "lent"),
                            ("returned", "returned"),
                            ("placed", "placed"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "said",
                    models.CharField(
                        blank=True, help_text="to whom it was lent; box and shelf of a folder", max_length=200
                    ),
                ),
                ("until", models.DateField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        help_text="null: the folder",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper_moves",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "folder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="desk.folder"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaperPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(help_text="when it came into this folder")),
                ("lent_to", models.CharField(blank=True, max_length=200)),
                ("lent_until", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="paper_places", to="dossiers.dossier"
                    ),
                ),
                (
                    "folder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="places", to="desk.folder"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RetentionRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "retention",
                    models.CharField(
                        choices=[
                            ("permanent", "permanent"),
                            ("70", "70"),
                            ("50", "50"),
                            ("20", "20"),
                            ("10", "10"),
                            ("5", "5"),
                        ],
                        max_length=10,
                    ),
                ),
                ("source", models.CharField(help_text="the law, or what nobody could confirm", max_length=300)),
                ("set_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.field"
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.procedure",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="folder",
            index=models.Index(fields=["agency", "opened_at", "id"], name="desk_folders_of"),
        ),
        migrations.AddIndex(
            model_name="folder",
            index=models.Index(fields=["agency", "last_year", "opened_at", "id"], name="desk_folders_ending"),
        ),
        migrations.AddConstraint(
            model_name="folder",
            constraint=models.UniqueConstraint(fields=("agency", "code"), name="desk_folder_code"),
        ),
        migrations.AddConstraint(
            model_name="folder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("last_year__isnull", True), ("retention", "permanent")),
                    models.Q(models.Q(("retention", "permanent"), _negated=True), ("last_year__isnull", False)),
                    _connector="OR",
                ),
                name="desk_folder_term",
            ),
        ),
        migrations.AddIndex(
            model_name="papermove",
            index=models.Index(fields=["dossier", "at"], name="desk_moves_of_dossier"),
        ),
        migrations.AddIndex(
            model_name="papermove",
            index=models.Index(
                condition=models.Q(("dossier__isnull", True)), fields=["folder", "at"], name="desk_moves_of_folder"
            ),
        ),
        migrations.AddConstraint(
            model_name="papermove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dossier__isnull", True), ("kind", "placed")),
                    models.Q(models.Q(("kind", "placed"), _negated=True), ("dossier__isnull", False)),
                    _connector="OR",
                ),
                name="desk_move_of_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="papermove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "lent"), _negated=True),
                    models.Q(models.Q(("said", ""), _negated=True), ("until__isnull", False)),
                    _connector="OR",
                ),
                name="desk_lent_to_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="paperplace",
            index=models.Index(fields=["folder", "since", "id"], name="desk_papers_in_folder"),
        ),
        migrations.AddIndex(
            model_name="paperplace",
            index=models.Index(
                condition=models.Q(("lent_to", ""), _negated=True),
                fields=["agency", "lent_until", "id"],
                name="desk_papers_lent",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperplace",
            constraint=models.UniqueConstraint(fields=("agency", "dossier"), name="desk_paper_lies_once"),
        ),
        migrations.AddConstraint(
            model_name="paperplace",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lent_to", ""), ("lent_until__isnull", True)),
                    models.Q(models.Q(("lent_to", ""), _negated=True), ("lent_until__isnull", False)),
                    _connector="OR",
                ),
                name="desk_paper_lent_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.UniqueConstraint(fields=("agency", "field"), name="desk_retention_of_field"),
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.UniqueConstraint(fields=("agency", "procedure"), name="desk_retention_of_procedure"),
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("field__isnull", False), ("procedure__isnull", True)),
                    models.Q(("field__isnull", True), ("procedure__isnull", False)),
                    _connector="OR",
                ),
                name="desk_retention_of_one",
            ),
        ),
        *(
            migrations.AlterField(model_name=model, name="kind", field=models.CharField(choices=KINDS, max_length=20))
            for model in ("letter", "slip")
        ),
        migrations.RunSQL(sql=FORWARD, reverse_sql=BACKWARD),
    ]
