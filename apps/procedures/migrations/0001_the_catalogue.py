import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

import apps.procedures.models.law


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("officials", "0001_the_office"),
    ]

    operations = [
        # pg_trgm is a trusted extension: the owner of the database may create it, and it may be there already. Not
        # TrigramExtension: running backwards it drops what the server's superuser made, which our role may not.
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS pg_trgm", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Field",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.CharField(help_text="its address, from the folded name", max_length=200)),
                ("name", models.CharField(max_length=300)),
                ("folded", models.CharField(max_length=300)),
                ("sort_key", models.CharField(db_collation="C", max_length=700)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("slug",), name="procedures_field_slug")],
            },
        ),
        migrations.CreateModel(
            name="Procedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("code",), name="procedures_procedure_code")],
            },
        ),
        migrations.CreateModel(
            name="Offering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_open", models.BooleanField(default=True)),
                ("accepts_online", models.BooleanField(default=False)),
                (
                    "supplement_mode",
                    models.CharField(
                        choices=[("restart", "Tính lại từ đầu"), ("resume", "Tính tiếp phần còn lại")],
                        default="restart",
                        help_text="domain ruling 4",
                        max_length=8,
                    ),
                ),
                (
                    "is_returned_on_the_spot",
                    models.BooleanField(default=False, help_text="result at once: no receipt is owed"),
                ),
                ("form_schema", models.JSONField(blank=True, default=dict)),
                ("explanation", models.TextField(blank=True, help_text="when one needs it, as said at the counter")),
                ("keywords", models.TextField(blank=True, help_text="what people call it, one name per line")),
                ("folded_keywords", models.TextField(blank=True)),
                ("settled_amount", models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                (
                    "settled_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("working_day", "working_day"),
                            ("working_hour", "working_hour"),
                            ("calendar_day", "calendar_day"),
                            ("same_day", "same_day"),
                        ],
                        help_text="the time a person settled, where the law was unclear",
                        max_length=16,
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offerings", to="officials.agency"
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offerings", to="procedures.procedure"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProcedureVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("effective_from", models.DateField()),
                (
                    "is_from_import_day",
                    models.BooleanField(default=False, help_text="the file named no day: the import's own day"),
                ),
                (
                    "effective_to",
                    models.DateField(blank=True, help_text="first day on which it no longer holds", null=True),
                ),
                ("name", models.TextField()),
                ("short_name", models.CharField(max_length=200)),
                ("folded_name", models.CharField(max_length=400)),
                ("folded", models.TextField(help_text="what is searched: title and key words without marks")),
                ("sort_key", models.CharField(db_collation="C", max_length=700)),
                (
                    "is_sensitive",
                    models.BooleanField(default=False, help_text="its title is not shown to who only knows a code"),
                ),
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
                ("time_text", models.TextField(blank=True, help_text="the times as written, always kept")),
                ("level", models.TextField(blank=True)),
                ("agency_text", models.TextField(blank=True)),
                ("decision", models.TextField(blank=True)),
                ("issuing_agency", models.TextField(blank=True)),
                ("steps", models.TextField(blank=True)),
                ("results", models.JSONField(default=list)),
                ("conditions", models.TextField(blank=True)),
                ("subjects", models.TextField(blank=True)),
                ("legal_basis", models.JSONField(default=list)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("quality", models.CharField(blank=True, max_length=60)),
                ("source_record", apps.procedures.models.law.RecordField(help_text="as received")),
                (
                    "content",
                    apps.procedures.models.law.RecordField(help_text="cleaned columns; what the next import compares"),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                (
                    "field",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.field"
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="procedures.procedure"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Fee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("in_person", "in_person"),
                            ("online", "online"),
                            ("postal", "postal"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("case", models.TextField(blank=True)),
                (
                    "amount",
                    models.PositiveBigIntegerField(blank=True, help_text="đồng; 0 is free; null is unsure", null=True),
                ),
                ("unit", models.CharField(blank=True, help_text="per what: bản, trang, hồ sơ", max_length=100)),
                ("text", models.TextField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fees",
                        to="procedures.procedureversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChannelRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("in_person", "in_person"),
                            ("online", "online"),
                            ("postal", "postal"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
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
                ("fee_text", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="channels",
                        to="procedures.procedureversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RequiredDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("case", models.TextField(blank=True)),
                ("name", models.TextField()),
                ("originals", models.PositiveSmallIntegerField(default=1)),
                ("copies", models.PositiveSmallIntegerField(default=0)),
                ("form_code", models.TextField(blank=True)),
                (
                    "is_note",
                    models.BooleanField(default=False, help_text="no original and no copy: a remark, no paper"),
                ),
                (
                    "is_shown_only",
                    models.BooleanField(default=False, help_text="looked at, not kept: an identity card"),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="procedures.procedureversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(choices=[("time", "time"), ("fee", "fee"), ("channel", "channel")], max_length=10),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("bare_number", "bare_number"),
                            ("zero", "zero"),
                            ("no_such_unit", "no_such_unit"),
                            ("broken_day", "broken_day"),
                            ("long_hours", "long_hours"),
                            ("prose", "prose"),
                            ("note_disagrees", "note_disagrees"),
                            ("note_has_cases", "note_has_cases"),
                            ("note_has_more", "note_has_more"),
                            ("case_disagrees", "case_disagrees"),
                            ("several_cases", "several_cases"),
                            ("note_alone", "note_alone"),
                            ("channels_differ", "channels_differ"),
                            ("channels_disagree", "channels_disagree"),
                            ("several_times", "several_times"),
                            ("fee_unsaid", "fee_unsaid"),
                            ("fee_conditions", "fee_conditions"),
                            ("fee_too_small", "fee_too_small"),
                            ("fee_currency", "fee_currency"),
                            ("unknown_channel", "unknown_channel"),
                            ("unverified", "unverified"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_items",
                        to="procedures.procedureversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WorkflowStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("clerk", "clerk"),
                            ("return_clerk", "return_clerk"),
                            ("case_officer", "case_officer"),
                            ("unit_head", "unit_head"),
                            ("leader", "leader"),
                            ("records", "records"),
                            ("cashier", "cashier"),
                            ("postal", "postal"),
                            ("statistics", "statistics"),
                            ("inspector", "inspector"),
                            ("editor", "editor"),
                            ("partner", "partner"),
                            ("helper", "helper"),
                            ("administrator", "administrator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("planned_hours", models.DecimalField(decimal_places=2, max_digits=6)),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="workflow_steps",
                        to="procedures.offering",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="offering",
            constraint=models.UniqueConstraint(fields=("agency", "procedure"), name="procedures_offering_once"),
        ),
        migrations.AddConstraint(
            model_name="offering",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_amount__isnull", True), ("settled_unit", "")),
                    models.Q(("settled_amount__gte", 0), models.Q(("settled_unit", ""), _negated=True)),
                    _connector="OR",
                ),
                name="procedures_offering_settled",
            ),
        ),
        migrations.AddConstraint(
            model_name="offering",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_open", True), ("accepts_online", False), _connector="OR"),
                name="procedures_closed_takes_nothing_online",
            ),
        ),
        migrations.AddIndex(
            model_name="procedureversion",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("folded", config="simple"), name="procedures_version_words"
            ),
        ),
        migrations.AddIndex(
            model_name="procedureversion",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("folded_name"), name="gin_trgm_ops"),
                name="procedures_version_typos",
            ),
        ),
        migrations.AddIndex(
            model_name="procedureversion",
            index=models.Index(fields=["sort_key", "id"], name="procedures_version_order"),
        ),
        migrations.AddConstraint(
            model_name="procedureversion",
            constraint=models.UniqueConstraint(fields=("procedure", "number"), name="procedures_version_number"),
        ),
        migrations.AddConstraint(
            model_name="procedureversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("effective_to__isnull", True)),
                fields=("procedure",),
                name="procedures_one_open_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="procedureversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("effective_to__isnull", True), ("effective_to__gte", models.F("effective_from")), _connector="OR"
                ),
                name="procedures_version_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="procedureversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("allowance_amount__isnull", True), ("allowance_unit", "")),
                    models.Q(("allowance_amount__gte", 0), models.Q(("allowance_unit", ""), _negated=True)),
                    _connector="OR",
                ),
                name="procedures_version_allowance",
            ),
        ),
        migrations.AddConstraint(
            model_name="fee",
            constraint=models.UniqueConstraint(fields=("version", "position"), name="procedures_fee_position"),
        ),
        migrations.AddConstraint(
            model_name="channelrule",
            constraint=models.UniqueConstraint(fields=("version", "position"), name="procedures_channel_position"),
        ),
        migrations.AddConstraint(
            model_name="channelrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("allowance_amount__isnull", True), ("allowance_unit", "")),
                    models.Q(("allowance_amount__gte", 0), models.Q(("allowance_unit", ""), _negated=True)),
                    _connector="OR",
                ),
                name="procedures_channel_allowance",
            ),
        ),
        migrations.AddConstraint(
            model_name="requireddocument",
            constraint=models.UniqueConstraint(fields=("version", "position"), name="procedures_document_position"),
        ),
        migrations.AddIndex(
            model_name="reviewitem",
            index=models.Index(
                condition=models.Q(("settled_at__isnull", True)),
                fields=["what", "version"],
                name="procedures_review_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="workflowstep",
            constraint=models.UniqueConstraint(fields=("offering", "position"), name="procedures_step_position"),
        ),
        migrations.AddConstraint(
            model_name="workflowstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("planned_hours__gt", 0)), name="procedures_step_hours"
            ),
        ),
    ]
