"""The law, the catalogue, arrangements, posting and how people find a procedure."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import apps.procedures.domain.authorities
import apps.procedures.domain.digitising
import apps.procedures.domain.fee_rules
import apps.procedures.domain.life
import apps.procedures.models.law


class Migration(migrations.Migration):
    replaces = [
        ("procedures", "0001_the_catalogue"),
        ("procedures", "0002_letters_that_go_with_a_result"),
        ("procedures", "0003_where_procedures_are_posted"),
        ("procedures", "0004_a_file_on_its_way_into_the_catalogue"),
        ("procedures", "0005_people_find_a_procedure_by_their_own_words"),
        ("procedures", "0006_the_law_has_parts"),
        ("procedures", "0007_a_doubt_is_settled_by_a_person"),
        ("procedures", "0008_arrangements_have_a_day"),
        ("procedures", "0009_what_was_arranged_holds"),
        ("procedures", "0010_arrangements_keep_their_rules"),
        ("procedures", "0011_steps_run_side_by_side_and_go_where_answers_lead"),
        ("procedures", "0012_offices_say_where_and_how_soon"),
        ("procedures", "0013_words_are_indexed_at_once"),
        ("procedures", "0014_who_must_sign_with_the_filer"),
        ("procedures", "0015_life_events_of_several_procedures"),
    ]

    initial = True

    dependencies = [
        ("core", "0001_keys_files_and_jobs"),
        ("officials", "0001_the_office_and_its_days"),
    ]

    operations = [
        # pg_trgm is a trusted extension: the owner of the database may create it, and it may be there already. Not
        # TrigramExtension: running backwards it drops what the server's superuser made, which our role may not.
        migrations.RunSQL(
            sql="CREATE EXTENSION IF NOT EXISTS pg_trgm",
            reverse_sql="",
        ),
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
                        default=apps.procedures.domain.authorities.Rank["OTHER"],
                        max_length=10,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="procedures.authority",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("slug",), name="procedures_authority_slug"),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("id")), _negated=True),
                        name="procedures_authority_below_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BundleOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(help_text="its address", max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=120)),
                ("meaning", models.CharField(blank=True, max_length=200)),
                ("picture", models.CharField(blank=True, help_text="pictogram", max_length=40)),
                ("is_open", models.BooleanField(default=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bundle_offers", to="officials.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "slug"), name="procedures_bundle_offer_slug")
                ],
            },
        ),
        migrations.CreateModel(
            name="CatalogueEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(default=1)),
                ("mark", models.CharField(max_length=64)),
                ("noticed_at", models.DateTimeField()),
                (
                    "agency",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="catalogue_edition",
                        to="officials.agency",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="procedures_edition_from_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="CatalogueImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(help_text="what the file is by its content: domain/file_kinds.py", max_length=12),
                ),
                ("layout", models.JSONField(help_text="sheet, heading rows and the column of each heading")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("chosen", "Chờ xem cột"),
                            ("to_try", "Chờ đọc thử"),
                            ("trying", "Đang đọc thử"),
                            ("tried", "Đã đọc thử"),
                            ("to_apply", "Chờ nhập"),
                            ("applying", "Đang nhập"),
                            ("applied", "Đã nhập"),
                            ("failed", "Không đọc được"),
                            ("dropped", "Đã bỏ"),
                        ],
                        default="chosen",
                        max_length=10,
                    ),
                ),
                (
                    "total",
                    models.PositiveIntegerField(default=0, help_text="rows the file seems to have; 0: nobody knows"),
                ),
                ("done", models.PositiveIntegerField(default=0, help_text="rows read so far")),
                (
                    "tries",
                    models.PositiveSmallIntegerField(default=0, help_text="how often a worker began the present run"),
                ),
                (
                    "failure",
                    models.CharField(blank=True, help_text="a key of labels, why nothing came of it", max_length=20),
                ),
                (
                    "stamp",
                    models.BigIntegerField(
                        help_text="newest version of the catalogue when the file was tried", null=True
                    ),
                ),
                ("report", models.JSONField(help_text="the report of the last whole run", null=True)),
                ("chosen_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(help_text="when the present run was asked for", null=True)),
                ("ended_at", models.DateTimeField(help_text="when the last run came to its end", null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "applied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "chosen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("to_try", "trying", "to_apply", "applying"))),
                        fields=["asked_at", "id"],
                        name="procedures_imports_waiting",
                    ),
                    models.Index(
                        models.F("agency"),
                        models.OrderBy(models.F("id"), descending=True),
                        name="procedures_imports_last",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "applied"), _negated=True),
                            models.Q(("ended_at__isnull", False), ("report__isnull", False)),
                            _connector="OR",
                        ),
                        name="procedures_applied_import_has_a_report",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EverydayWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said", models.CharField(max_length=100)),
                ("means", models.CharField(max_length=200)),
                ("folded_said", models.CharField(max_length=100)),
                ("folded_means", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("folded_said", "folded_means"), name="procedures_everyday_word_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("folded_said", ""), _negated=True),
                            models.Q(("folded_means", ""), _negated=True),
                            models.Q(("folded_said", models.F("folded_means")), _negated=True),
                        ),
                        name="procedures_everyday_word_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Field",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.CharField(help_text="its address, from the folded name", max_length=200)),
                ("name", models.CharField(max_length=300)),
                ("folded", models.CharField(max_length=300)),
                ("sort_key", models.CharField(db_collation="C", max_length=700)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="procedures.field",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("slug",), name="procedures_field_slug"),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("id")), _negated=True),
                        name="procedures_field_below_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedProcedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField()),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=200)),
                ("outcome", models.CharField(choices=[("created", "Mới"), ("new_version", "Thay đổi")], max_length=12)),
                ("is_listed_only", models.BooleanField(default=False)),
                ("changes", models.JSONField(default=list, help_text="[{column, gone, came}]")),
                (
                    "catalogue_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="procedures",
                        to="procedures.catalogueimport",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["catalogue_import", "outcome", "row", "id"], name="procedures_imported_order")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("catalogue_import", "code"), name="procedures_imported_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Offering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_open", models.BooleanField(default=True)),
                ("accepts_online", models.BooleanField(default=False)),
                ("is_received_at_desk", models.BooleanField(db_default=True, default=True)),
                (
                    "specialised_office",
                    models.CharField(
                        blank=True, help_text="which office takes it in, where the desk does not", max_length=300
                    ),
                ),
                (
                    "online_level",
                    models.CharField(
                        blank=True,
                        choices=[("full", "full"), ("partial", "partial")],
                        help_text="what this office publishes; empty: what the law's record says",
                        max_length=8,
                    ),
                ),
                (
                    "online_reason",
                    models.TextField(blank=True, help_text="why not every step can be done through the net"),
                ),
                (
                    "is_returned_on_the_spot",
                    models.BooleanField(default=False, help_text="result at once: no receipt is owed"),
                ),
                (
                    "courtesy",
                    models.CharField(
                        blank=True,
                        choices=[("congratulation", "congratulation"), ("condolence", "condolence")],
                        help_text="the letter offered at reception with this result; empty: none",
                        max_length=14,
                    ),
                ),
                ("explanation", models.TextField(blank=True, help_text="when one needs it, as said at the counter")),
                ("keywords", models.TextField(blank=True, help_text="what people call it, one name per line")),
                ("folded_keywords", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offerings", to="officials.agency"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        models.Func(
                            models.F("folded_keywords"),
                            models.Value("\n"),
                            function="string_to_array",
                            output_field=django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), size=None
                            ),
                        ),
                        name="procedures_offering_names",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.SearchVector("folded_keywords", config="simple"),
                        name="procedures_offering_words",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("is_open", True), ("accepts_online", False), _connector="OR"),
                        name="procedures_closed_takes_nothing_online",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_received_at_desk", True),
                            models.Q(models.Q(("specialised_office", ""), _negated=True), ("accepts_online", False)),
                            _connector="OR",
                        ),
                        name="procedures_received_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("online_level", apps.procedures.domain.life.OnlineLevel["PARTIAL"]), _negated=True
                            ),
                            models.Q(("online_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="procedures_partial_has_a_reason",
                    ),
                ],
            },
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
                        default=apps.procedures.domain.fee_rules.Per["DOSSIER"],
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
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="local_fees", to="procedures.offering"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="procedures_local_fee_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", False)), name="procedures_local_fee_is_sure"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BundlePart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("why", models.CharField(blank=True, help_text="what one has of it", max_length=200)),
                ("is_usual", models.BooleanField(default=True, help_text="chosen beforehand")),
                ("shares", models.JSONField(blank=True, default=dict, help_text="{own: earlier}")),
                ("given", models.JSONField(blank=True, default=dict, help_text="{own: answer}")),
                ("papers", models.JSONField(blank=True, default=dict, help_text="{own: common or empty}")),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="procedures.bundleoffer"
                    ),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.offering"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("offer", "offering"), name="procedures_bundle_part_once"),
                    models.UniqueConstraint(fields=("offer", "position"), name="procedures_bundle_part_position"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "effective_from",
                    models.DateField(blank=True, help_text="null: a draft that holds for nobody", null=True),
                ),
                (
                    "effective_to",
                    models.DateField(blank=True, help_text="first day on which it no longer holds", null=True),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("saved_at", models.DateTimeField(help_text="last time somebody changed the draft")),
                (
                    "supplement_mode",
                    models.CharField(
                        choices=[("restart", "Tính lại từ đầu"), ("resume", "Tính tiếp phần còn lại")],
                        default="restart",
                        help_text="domain ruling 4",
                        max_length=8,
                    ),
                ),
                ("form_schema", models.JSONField(blank=True, default=dict)),
                (
                    "result_template",
                    models.TextField(blank=True, help_text="the result's text with the fields that fill it in"),
                ),
                (
                    "second_party",
                    models.CharField(
                        blank=True,
                        db_default="",
                        help_text="who has to confirm with the filer; empty: nobody",
                        max_length=100,
                    ),
                ),
                (
                    "most_copies",
                    models.PositiveSmallIntegerField(
                        db_default=0,
                        default=0,
                        help_text="how many copies of the result one may ask for besides; 0: none",
                    ),
                ),
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
                ("target_amount", models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                (
                    "target_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("working_day", "working_day"),
                            ("working_hour", "working_hour"),
                            ("calendar_day", "calendar_day"),
                            ("same_day", "same_day"),
                        ],
                        help_text="the office's own shorter time; never above the law's",
                        max_length=16,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrangements",
                        to="procedures.offering",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("offering", "number"), name="procedures_arrangement_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("effective_from__isnull", True)),
                        fields=("offering",),
                        name="procedures_one_draft",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("effective_from__isnull", False), ("effective_to__isnull", True)),
                        fields=("offering",),
                        name="procedures_one_open_arrangement",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_to__isnull", True),
                            ("effective_to__gte", models.F("effective_from")),
                            _connector="OR",
                        ),
                        name="procedures_arrangement_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("effective_from__isnull", True), ("published_at__isnull", True)),
                            models.Q(("effective_from__isnull", False), ("published_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="procedures_arrangement_published",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_amount__isnull", True), ("settled_unit", "")),
                            models.Q(("settled_amount__gte", 0), models.Q(("settled_unit", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="procedures_arrangement_settled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("target_amount__isnull", True), ("target_unit", "")),
                            models.Q(("target_amount__gte", 0), models.Q(("target_unit", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="procedures_arrangement_target",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Poster",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.CharField(help_text="random, behind /q/", max_length=12)),
                (
                    "spot",
                    models.CharField(
                        blank=True, help_text="where it hangs, so that spots can be compared", max_length=120
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "printed_at",
                    models.DateTimeField(help_text="the last print; older than the wording in force: stale", null=True),
                ),
                (
                    "retired_at",
                    models.DateTimeField(
                        help_text="taken down: no longer listed, its address still leads on", null=True
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posters", to="officials.agency"
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posters",
                        to="procedures.field",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("slug",), name="procedures_poster_slug")],
            },
        ),
        migrations.CreateModel(
            name="PosterScans",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("counted", models.PositiveIntegerField(default=0)),
                (
                    "uncounted",
                    models.PositiveIntegerField(default=0, help_text="beyond what people can do: too many, too fast"),
                ),
                (
                    "poster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="days", to="procedures.poster"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("poster", "day"), name="procedures_scans_of_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Procedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        help_text="what one files now",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.procedure",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("code",), name="procedures_procedure_code")],
            },
        ),
        migrations.AddField(
            model_name="poster",
            name="procedure",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posters",
                to="procedures.procedure",
            ),
        ),
        migrations.AddField(
            model_name="offering",
            name="procedure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="offerings", to="procedures.procedure"
            ),
        ),
        migrations.CreateModel(
            name="Faq",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.CharField(max_length=300)),
                ("answer", models.TextField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("is_shown", models.BooleanField(default=True)),
                ("written_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="faqs", to="officials.agency"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="faqs",
                        to="procedures.field",
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="faqs",
                        to="procedures.procedure",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "procedure"], name="procedures_faq_procedure"),
                    models.Index(fields=["agency", "field"], name="procedures_faq_field"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("field__isnull", True), ("procedure__isnull", False)),
                            models.Q(("field__isnull", False), ("procedure__isnull", True)),
                            _connector="OR",
                        ),
                        name="procedures_faq_of_one_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcedureUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since_date", models.DateField()),
                ("until_date", models.DateField(help_text="the last day counted")),
                ("filed_count", models.PositiveIntegerField(default=0)),
                (
                    "done_count",
                    models.PositiveIntegerField(default=0, help_text="the cases that the usual time rests on"),
                ),
                (
                    "usual_days",
                    models.PositiveSmallIntegerField(
                        help_text="working days within which nine of ten had their result; 0: the same day", null=True
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="procedures.procedure"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "procedure"), name="procedures_use_once"),
                    models.CheckConstraint(
                        condition=models.Q(("usual_days__isnull", True), ("done_count__gt", 0), _connector="OR"),
                        name="procedures_usual_time_has_cases",
                    ),
                ],
            },
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
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[("replaced", "replaced"), ("expired", "expired"), ("abolished", "abolished")],
                        help_text="why it ends",
                        max_length=10,
                    ),
                ),
                (
                    "ended_by",
                    models.CharField(blank=True, help_text="the decision that ended the procedure", max_length=200),
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
                (
                    "is_listed_only",
                    models.BooleanField(default=False, help_text="a list names it; how it is done nobody has said yet"),
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
                ("decision_date", models.DateField(blank=True, null=True)),
                ("issuing_agency", models.TextField(blank=True)),
                ("sets", models.PositiveSmallIntegerField(blank=True, help_text="số bộ; null is unsaid", null=True)),
                ("steps", models.TextField(blank=True)),
                ("results", models.JSONField(default=list)),
                ("conditions", models.TextField(blank=True)),
                ("subjects", models.TextField(blank=True)),
                (
                    "online_level",
                    models.CharField(blank=True, choices=[("full", "full"), ("partial", "partial")], max_length=8),
                ),
                (
                    "online_reason",
                    models.TextField(blank=True, help_text="why not every step can be done through the net"),
                ),
                ("lacks", models.JSONField(default=list, help_text="lawful parts that nobody wrote")),
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
                    "issuer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.authority",
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="procedures.procedure"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.SearchVector("folded", config="simple"),
                        fastupdate=False,
                        name="procedures_version_words",
                    ),
                    models.Index(fields=["sort_key", "id"], name="procedures_version_order"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("procedure", "number"), name="procedures_version_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("effective_to__isnull", True)),
                        fields=("procedure",),
                        name="procedures_one_open_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_to__isnull", True),
                            ("effective_to__gte", models.F("effective_from")),
                            _connector="OR",
                        ),
                        name="procedures_version_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("allowance_amount__isnull", True), ("allowance_unit", "")),
                            models.Q(("allowance_amount__gte", 0), models.Q(("allowance_unit", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="procedures_version_allowance",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("bang-niem-yet", "bang-niem-yet"),
                            ("cong", "cong"),
                            ("csdl-quoc-gia", "csdl-quoc-gia"),
                            ("trang-xa", "trang-xa"),
                        ],
                        max_length=16,
                    ),
                ),
                ("posted_date", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("ended_date", models.DateField(blank=True, null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True, choices=[("mistake", "mistake"), ("taken_down", "taken_down")], max_length=12
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="officials.agency"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "posted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="procedures.procedureversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_date__isnull", True)),
                        fields=("agency", "version", "place"),
                        name="procedures_posted_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_by__isnull", True), ("ended_date__isnull", True), ("ending", "")),
                            models.Q(
                                ("ended_by__isnull", False),
                                ("ended_date__isnull", False),
                                models.Q(("ending", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="procedures_posting_ended_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_date__isnull", True), ("ended_date__gte", models.F("posted_date")), _connector="OR"
                        ),
                        name="procedures_posting_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("number", models.TextField(blank=True, help_text="số ký hiệu")),
                ("title", models.TextField(blank=True, help_text="trích yếu")),
                ("issued_date", models.DateField(blank=True, null=True)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="legal_basis",
                        to="procedures.procedureversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "position"), name="procedures_basis_position")
                ],
            },
        ),
        migrations.CreateModel(
            name="Competence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="competences",
                        to="procedures.authority",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="competences",
                        to="procedures.procedureversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "position"), name="procedures_competence_position")
                ],
            },
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "position"), name="procedures_channel_position"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("allowance_amount__isnull", True), ("allowance_unit", "")),
                            models.Q(("allowance_amount__gte", 0), models.Q(("allowance_unit", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="procedures_channel_allowance",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(help_text="the day of the decision")),
                (
                    "announcer",
                    models.CharField(
                        choices=[("ministry", "ministry"), ("province", "province"), ("shortened", "shortened")],
                        max_length=12,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="announcements",
                        to="procedures.procedureversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "version"), name="procedures_announcement_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("keep", "keep"), ("amend", "amend"), ("replace", "replace"), ("abolish", "abolish")],
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField()),
                ("change", models.TextField(blank=True, help_text="what exactly should be said instead")),
                ("dossiers_a_year", models.PositiveIntegerField(default=0)),
                (
                    "minutes_now",
                    models.PositiveIntegerField(default=0, help_text="of everybody's time, for one dossier"),
                ),
                ("minutes_then", models.PositiveIntegerField(default=0)),
                (
                    "cost_now",
                    models.PositiveIntegerField(default=0, help_text="đồng paid for one dossier: fees, copies, travel"),
                ),
                ("cost_then", models.PositiveIntegerField(default=0)),
                (
                    "dong_an_hour",
                    models.PositiveIntegerField(help_text="what an hour was valued at when it was written"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("sent", "sent"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_proposals",
                        to="officials.agency",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_proposals",
                        to="procedures.procedureversion",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "status", "-id"], name="procedures_proposal_list")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="procedures_proposal_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["accepted", "declined"]), _negated=True),
                            models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="procedures_answered_proposal_has_an_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(help_text="domain.doubts.What, as in its items", max_length=10)),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="of time, or đồng; null: stays as written",
                        max_digits=14,
                        null=True,
                    ),
                ),
                ("unit", models.CharField(blank=True, help_text="a unit of time; for a fee per what", max_length=100)),
                ("settled_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__gte", 0), ("amount__isnull", False)),
                            models.Q(("amount__isnull", True), ("unit", "")),
                            _connector="OR",
                        ),
                        name="procedures_settled_value_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="procedures_undone_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("time", "time"),
                            ("fee", "fee"),
                            ("channel", "channel"),
                            ("name", "name"),
                            ("field", "field"),
                            ("level", "level"),
                            ("agency", "agency"),
                            ("decision", "decision"),
                            ("issuer", "issuer"),
                            ("kind", "kind"),
                            ("steps", "steps"),
                            ("conditions", "conditions"),
                            ("subjects", "subjects"),
                            ("keywords", "keywords"),
                            ("day", "day"),
                            ("paper", "paper"),
                        ],
                        max_length=10,
                    ),
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
                            ("rows_disagree", "rows_disagree"),
                            ("formula", "formula"),
                            ("look_alike", "look_alike"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField()),
                (
                    "text_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.MD5("text"),
                        output_field=models.CharField(max_length=32),
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_items",
                        to="procedures.procedureversion",
                    ),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="procedures.settlement",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=["what", "version"],
                        name="procedures_review_open",
                    ),
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=["text_key", "what", "reason"],
                        name="procedures_review_alike",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settlement__isnull", True)),
                            models.Q(("settled_at__isnull", False), ("settlement__isnull", False)),
                            _connector="OR",
                        ),
                        name="procedures_review_settled_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Signpost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("slug", models.SlugField(help_text="its address", max_length=60)),
                ("words", models.CharField(help_text="the answer as somebody would give it", max_length=120)),
                ("meaning", models.CharField(blank=True, max_length=200)),
                ("picture", models.CharField(blank=True, help_text="pictogram, for events of a life", max_length=40)),
                (
                    "question",
                    models.CharField(
                        blank=True, help_text="what is asked of whoever chose this answer", max_length=200
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="procedures.signpost",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("slug",), name="procedures_signpost_slug")],
            },
        ),
        migrations.AddField(
            model_name="bundleoffer",
            name="signpost",
            field=models.ForeignKey(
                blank=True,
                help_text="the event it stands at",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="procedures.signpost",
            ),
        ),
        migrations.CreateModel(
            name="SignpostProcedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.procedure"
                    ),
                ),
                (
                    "signpost",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="destinations",
                        to="procedures.signpost",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("signpost", "procedure"), name="procedures_signpost_points_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Variant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="variants",
                        to="procedures.procedureversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "position"), name="procedures_variant_position"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("allowance_amount__isnull", True), ("allowance_unit", "")),
                            models.Q(("allowance_amount__gte", 0), models.Q(("allowance_unit", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="procedures_variant_allowance",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequiredDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("case", models.TextField(blank=True)),
                ("name", models.TextField()),
                (
                    "code",
                    models.CharField(
                        blank=True, help_text="the code of the paper in the national catalogue", max_length=60
                    ),
                ),
                ("originals", models.PositiveSmallIntegerField(default=1)),
                ("copies", models.PositiveSmallIntegerField(default=0)),
                ("form_code", models.TextField(blank=True, help_text="mẫu đơn, tờ khai")),
                (
                    "is_note",
                    models.BooleanField(default=False, help_text="no original and no copy: a remark, no paper"),
                ),
                (
                    "is_shown_only",
                    models.BooleanField(default=False, help_text="looked at, not kept: an identity card"),
                ),
                (
                    "digitise",
                    models.CharField(
                        choices=[("scan", "scan"), ("fetch", "fetch"), ("never", "never")],
                        default=apps.procedures.domain.digitising.Digitise["SCAN"],
                        max_length=5,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="procedures.procedureversion",
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="procedures.variant",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "position"), name="procedures_document_position")
                ],
            },
        ),
        migrations.CreateModel(
            name="Fee",
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
                        default=apps.procedures.domain.fee_rules.Per["DOSSIER"],
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
                ("text", models.TextField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fees",
                        to="procedures.procedureversion",
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fees",
                        to="procedures.variant",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "position"), name="procedures_fee_position"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="procedures_fee_days",
                    ),
                ],
            },
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
                    "part",
                    models.CharField(
                        choices=[("main", "main"), ("cooperating", "cooperating"), ("observer", "observer")],
                        default="main",
                        max_length=12,
                    ),
                ),
                (
                    "unit_name",
                    models.CharField(
                        blank=True, help_text="the unit of ours; empty: whoever has the duty", max_length=200
                    ),
                ),
                (
                    "agency_name",
                    models.CharField(blank=True, help_text="another office that does it; empty: we do", max_length=200),
                ),
                ("is_parallel", models.BooleanField(default=False, help_text="begins together with the step before")),
                ("is_optional", models.BooleanField(default=False)),
                (
                    "wait_days",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="calendar days to wait after the working hours"
                    ),
                ),
                ("remind_hours", models.DecimalField(decimal_places=2, default=0, max_digits=6)),
                ("condition", models.JSONField(blank=True, help_text="only where this holds", null=True)),
                ("routes", models.JSONField(blank=True, default=list, help_text="[{when, unit}]")),
                (
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="workflow_steps",
                        to="procedures.arrangement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("arrangement", "position"), name="procedures_step_position"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned_hours__gt", 0),
                            models.Q(("planned_hours", 0), ("wait_days__gt", 0)),
                            models.Q(("part", "observer"), ("planned_hours", 0)),
                            _connector="OR",
                        ),
                        name="procedures_step_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("remind_hours__gte", 0)), name="procedures_step_reminder"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="poster",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True)),
                fields=("agency", "procedure", "field", "spot"),
                name="procedures_poster_of_a_spot",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="poster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("field__isnull", True), ("procedure__isnull", False)),
                    models.Q(("field__isnull", False), ("procedure__isnull", True)),
                    _connector="OR",
                ),
                name="procedures_poster_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="offering",
            constraint=models.UniqueConstraint(fields=("agency", "procedure"), name="procedures_offering_once"),
        ),
    ]
