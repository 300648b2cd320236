import django.db.models.deletion
from django.db import migrations, models

import apps.core.encryption


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_keys_windows_and_files"),
        ("dossiers", "0012_papers_have_pages"),
        ("officials", "0001_the_office"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("code", ""), _negated=True), fields=["code"], name="dossiers_by_code"
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["temporary_ref"], name="dossiers_by_temporary_ref"),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("reason", apps.core.encryption.SealedTextField(editable=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("drafted", "chờ ký"), ("signed", "đã ký"), ("returned", "trả lại người soạn")],
                        default="drafted",
                        max_length=10,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "note",
                    apps.core.encryption.SealedTextField(
                        blank=True, editable=True, help_text="why a leader sent it back", null=True
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ResultDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                ("address", models.CharField(max_length=40)),
                ("drafted_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="result",
            name="address",
            field=models.CharField(
                blank=True, db_default="", help_text="random address under which anybody can verify it", max_length=40
            ),
        ),
        migrations.AddField(
            model_name="result",
            name="corrects",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="dossiers.result",
            ),
        ),
        migrations.AddField(
            model_name="result",
            name="revoked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="result",
            name="revoked_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
            ),
        ),
        migrations.AddField(
            model_name="result",
            name="revoked_reason",
            field=apps.core.encryption.SealedTextField(blank=True, editable=True, null=True),
        ),
        migrations.AddField(
            model_name="result",
            name="sha256",
            field=models.CharField(blank=True, db_default="", help_text="of the file that was signed", max_length=64),
        ),
        migrations.AddField(
            model_name="result",
            name="signed_as",
            field=models.CharField(
                blank=True, db_default="", help_text="the signer's position on that day", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="result",
            name="superseded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="result",
            index=models.Index(
                condition=models.Q(("sha256", ""), _negated=True), fields=["sha256"], name="dossiers_result_by_print"
            ),
        ),
        migrations.AddConstraint(
            model_name="result",
            constraint=models.UniqueConstraint(
                condition=models.Q(("address", ""), _negated=True), fields=("address",), name="dossiers_result_address"
            ),
        ),
        migrations.AddConstraint(
            model_name="result",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revoked_at__isnull", True),
                    models.Q(("revoked_by__isnull", False), ("revoked_reason__isnull", False)),
                    _connector="OR",
                ),
                name="dossiers_result_revoked_with_reason",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="dossiers.dossier"
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="old",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.result"
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
            ),
        ),
        migrations.AddField(
            model_name="resultdraft",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
            ),
        ),
        migrations.AddField(
            model_name="resultdraft",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(
                condition=models.Q(("state", "drafted")), fields=["agency", "id"], name="dossiers_corrections_to_sign"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "drafted")),
                fields=("agency", "dossier"),
                name="dossiers_one_open_correction",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("state", "drafted")),
                    models.Q(
                        models.Q(("state", "drafted"), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="dossiers_correction_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="resultdraft",
            constraint=models.UniqueConstraint(
                fields=("agency", "dossier", "sha256"), name="dossiers_result_draft_once"
            ),
        ),
    ]
