import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0011_bundles_of_cases"), ("core", "0003_files_are_judged_before_they_are_shown")]

    operations = [
        migrations.CreateModel(
            name="DocumentPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("turn", models.PositiveSmallIntegerField(default=0, help_text="degrees clockwise")),
                ("added_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="dossierdocument",
            name="filed_at",
            field=models.DateTimeField(help_text="when it was first handed in: since then its pages stand", null=True),
        ),
        migrations.AddField(
            model_name="dossierdocument",
            name="is_being_made",
            field=models.BooleanField(db_default=False, default=False, help_text="its pages changed since `file`"),
        ),
        migrations.AddField(
            model_name="dossierdocument",
            name="reused_document",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossierdocument"
            ),
        ),
        migrations.AddField(
            model_name="dossierdocument",
            name="reused_result",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.result"
            ),
        ),
        migrations.AddIndex(
            model_name="dossierdocument",
            index=models.Index(
                condition=models.Q(("is_being_made", True)), fields=["id"], name="dossiers_papers_being_made"
            ),
        ),
        migrations.AddConstraint(
            model_name="dossierdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("reused_document__isnull", True), ("reused_result__isnull", True), _connector="OR"),
                name="dossiers_paper_of_one_source",
            ),
        ),
        migrations.AddField(
            model_name="documentpage",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
            ),
        ),
        migrations.AddField(
            model_name="documentpage",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="pages", to="dossiers.dossierdocument"
            ),
        ),
        migrations.AddField(
            model_name="documentpage",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
            ),
        ),
        migrations.AddIndex(
            model_name="documentpage",
            index=models.Index(fields=["document", "position", "id"], name="dossiers_page_of"),
        ),
        migrations.AddConstraint(
            model_name="documentpage",
            constraint=models.UniqueConstraint(fields=("agency", "document", "source"), name="dossiers_page_once"),
        ),
        migrations.AddConstraint(
            model_name="documentpage",
            constraint=models.CheckConstraint(
                condition=models.Q(("turn__in", (0, 90, 180, 270))), name="dossiers_page_turned_by_quarters"
            ),
        ),
    ]
