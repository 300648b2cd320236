import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("procedures", "0005_people_find_a_procedure_by_their_own_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="Authority",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.CharField(help_text="its key, from the folded name", max_length=200)),
                ("name", models.CharField(max_length=300)),
                ("sort_key", models.CharField(db_collation="C", max_length=700)),
                (
                    "rank",
                    models.CharField(
                        choices=[
                            ("ministry", "ministry"),
                            ("province", "province"),
                            ("commune", "commune"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Competence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("number", models.TextField(blank=True, help_text="số ký hiệu")),
                ("title", models.TextField(blank=True, help_text="trích yếu")),
                ("issued_date", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="LocalFee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "amount",
                    models.PositiveBigIntegerField(blank=True, help_text="đồng; 0 is free; null is unsure", null=True),
                ),
                (
                    "per",
                    models.CharField(
                        choices=[("dossier", "dossier"), ("copy", "copy"), ("page", "page")],
                        default="dossier",
                        max_length=8,
                    ),
                ),
                (
                    "unit",
                    models.CharField(blank=True, help_text="per what, in words: bản, trang, hồ sơ", max_length=100),
                ),
                ("tiers", models.JSONField(blank=True, default=list, help_text="[[up to page, đồng], …]")),
                ("cap", models.PositiveBigIntegerField(blank=True, help_text="most for one copy, đồng", null=True)),
                ("exemptions", models.JSONField(blank=True, default=list, help_text="who goes free")),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_until", models.DateField(blank=True, help_text="last day", null=True)),
                ("reason", models.TextField(blank=True, help_text="by what text of law")),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "in_person"),
                            ("online", "online"),
                            ("postal", "postal"),
                            ("other", "other"),
                        ],
                        help_text="empty: every one",
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Variant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "code",
                    models.CharField(
                        blank=True, help_text="the code of the case in the national catalogue", max_length=40
                    ),
                ),
                ("name", models.TextField()),
                ("time_text", models.TextField(blank=True)),
                ("allowance_amount", models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                (
                    "allowance_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("working_day", "working_day"),
                            ("working_hour", "working_hour"),
                            ("calendar_day", "calendar_day"),
                            ("same_day", "same_day"),
                        ],
                        max_length=16,
                    ),
                ),
            ],
        ),
        migrations.RemoveField(
            model_name="fee",
            name="case",
        ),
        migrations.RemoveField(
            model_name="procedureversion",
            name="legal_basis",
        ),
        migrations.AddField(
            model_name="fee",
            name="cap",
            field=models.PositiveBigIntegerField(blank=True, help_text="most for one copy, đồng", null=True),
        ),
        migrations.AddField(
            model_name="fee",
            name="exemptions",
            field=models.JSONField(blank=True, default=list, help_text="who goes free"),
        ),
        migrations.AddField(
            model_name="fee",
            name="per",
            field=models.CharField(
                choices=[("dossier", "dossier"), ("copy", "copy"), ("page", "page")],
                default="dossier",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="fee",
            name="reason",
            field=models.TextField(blank=True, help_text="by what text of law"),
        ),
        migrations.AddField(
            model_name="fee",
            name="tiers",
            field=models.JSONField(blank=True, default=list, help_text="[[up to page, đồng], …]"),
        ),
        migrations.AddField(
            model_name="fee",
            name="valid_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="fee",
            name="valid_until",
            field=models.DateField(blank=True, help_text="last day", null=True),
        ),
        migrations.AddField(
            model_name="field",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="procedures.field",
            ),
        ),
        migrations.AddField(
            model_name="procedure",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                help_text="what one files now",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="procedures.procedure",
            ),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="decision_date",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="ended_by",
            field=models.CharField(blank=True, help_text="the decision that ended the procedure", max_length=200),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="ending",
            field=models.CharField(
                blank=True,
                choices=[("replaced", "replaced"), ("expired", "expired"), ("abolished", "abolished")],
                help_text="why it ends",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="lacks",
            field=models.JSONField(default=list, help_text="lawful parts that nobody wrote"),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="online_level",
            field=models.CharField(blank=True, choices=[("full", "full"), ("partial", "partial")], max_length=8),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="online_reason",
            field=models.TextField(blank=True, help_text="why not every step can be done through the net"),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="sets",
            field=models.PositiveSmallIntegerField(blank=True, help_text="số bộ; null is unsaid", null=True),
        ),
        migrations.AddField(
            model_name="requireddocument",
            name="code",
            field=models.CharField(
                blank=True, help_text="the code of the paper in the national catalogue", max_length=60
            ),
        ),
        migrations.AddField(
            model_name="requireddocument",
            name="digitise",
            field=models.CharField(
                choices=[("scan", "scan"), ("fetch", "fetch"), ("never", "never")],
                default="scan",
                max_length=5,
            ),
        ),
        migrations.AlterField(
            model_name="fee",
            name="unit",
            field=models.CharField(blank=True, help_text="per what, in words: bản, trang, hồ sơ", max_length=100),
        ),
        migrations.AlterField(
            model_name="requireddocument",
            name="form_code",
            field=models.TextField(blank=True, help_text="mẫu đơn, tờ khai"),
        ),
        migrations.AddConstraint(
            model_name="field",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True), name="procedures_field_below_another"
            ),
        ),
        migrations.AddField(
            model_name="authority",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="procedures.authority",
            ),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="issuer",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.authority"
            ),
        ),
        migrations.AddField(
            model_name="competence",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="competences", to="procedures.authority"
            ),
        ),
        migrations.AddField(
            model_name="competence",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="competences",
                to="procedures.procedureversion",
            ),
        ),
        migrations.AddField(
            model_name="legalbasis",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="legal_basis",
                to="procedures.procedureversion",
            ),
        ),
        migrations.AddField(
            model_name="localfee",
            name="offering",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="local_fees", to="procedures.offering"
            ),
        ),
        migrations.AddField(
            model_name="variant",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="variants", to="procedures.procedureversion"
            ),
        ),
        migrations.AddField(
            model_name="fee",
            name="variant",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="fees",
                to="procedures.variant",
            ),
        ),
        migrations.AddField(
            model_name="requireddocument",
            name="variant",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to="procedures.variant",
            ),
        ),
        migrations.AddConstraint(
            model_name="fee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from__isnull", True),
                    ("valid_until__isnull", True),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="procedures_fee_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="authority",
            constraint=models.UniqueConstraint(fields=("slug",), name="procedures_authority_slug"),
        ),
        migrations.AddConstraint(
            model_name="authority",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True), name="procedures_authority_below_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="competence",
            constraint=models.UniqueConstraint(fields=("version", "position"), name="procedures_competence_position"),
        ),
        migrations.AddConstraint(
            model_name="legalbasis",
            constraint=models.UniqueConstraint(fields=("version", "position"), name="procedures_basis_position"),
        ),
        migrations.AddConstraint(
            model_name="localfee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from__isnull", True),
                    ("valid_until__isnull", True),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="procedures_local_fee_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="localfee",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__isnull", False)), name="procedures_local_fee_is_sure"
            ),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.UniqueConstraint(fields=("version", "position"), name="procedures_variant_position"),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("allowance_amount__isnull", True), ("allowance_unit", "")),
                    models.Q(("allowance_amount__gte", 0), models.Q(("allowance_unit", ""), _negated=True)),
                    _connector="OR",
                ),
                name="procedures_variant_allowance",
            ),
        ),
    ]
