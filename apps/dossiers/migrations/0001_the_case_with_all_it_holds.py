"""The case and everything that is kept of it."""

import django.db.models.deletion
from django.db import migrations, models

import apps.core.encryption
import apps.dossiers.domain.helping
import apps.dossiers.domain.status


class Migration(migrations.Migration):
    replaces = [
        ("dossiers", "0001_the_case"),
        ("dossiers", "0003_each_end_is_classed_against_both_promises"),
        ("dossiers", "0004_the_pause_ledger"),
        ("dossiers", "0005_every_standstill_is_counted"),
        ("dossiers", "0006_each_case_is_bound_to_an_arrangement"),
        ("dossiers", "0007_each_case_may_name_its_variant"),
        ("dossiers", "0008_parties_and_handed_over_drafts"),
        ("dossiers", "0009_help_is_counted"),
        ("dossiers", "0010_what_was_asked_and_said"),
        ("dossiers", "0011_bundles_of_cases"),
        ("dossiers", "0012_papers_have_pages"),
        ("dossiers", "0013_results_are_kept_by_their_owner"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_people_and_how_they_log_in"),
        ("core", "0001_keys_files_and_jobs"),
        ("officials", "0001_the_office_and_its_days"),
        ("procedures", "0001_the_law_and_the_catalogue"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bundle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(help_text="random; stands in its address", max_length=20)),
                ("title", models.CharField(help_text="the words of the event at its beginning", max_length=120)),
                ("created_at", models.DateTimeField()),
                ("filed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.bundleoffer"
                    ),
                ),
                (
                    "submitter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["submitter", "-id"], name="dossiers_bundle_of_submitter")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "reference"), name="dossiers_bundle_reference_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("filed_at__isnull", True), ("filed_at__gte", models.F("created_at")), _connector="OR"
                        ),
                        name="dossiers_bundle_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("procedure_name", models.CharField(help_text="short name at filing, for lists", max_length=200)),
                (
                    "channel",
                    models.CharField(
                        choices=[("in_person", "in_person"), ("online", "online"), ("postal", "postal")], max_length=10
                    ),
                ),
                ("is_assisted", models.BooleanField(default=False)),
                ("case", models.TextField(blank=True, help_text="trường hợp, where the procedure has several")),
                ("temporary_ref", models.CharField(max_length=20)),
                ("lookup_digest", models.CharField(blank=True, max_length=64)),
                (
                    "factor_once",
                    apps.core.encryption.SealedTextField(
                        editable=True,
                        help_text="look-up factor of an online filing, until the desk takes it",
                        null=True,
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        blank=True, help_text="basis on which the submitter acts for another", max_length=200
                    ),
                ),
                ("applicant_name", models.CharField(max_length=200)),
                ("applicant_name_folded", models.CharField(max_length=200)),
                ("applicant_phone", models.CharField(blank=True, max_length=20)),
                ("applicant_email", models.EmailField(blank=True, max_length=254)),
                ("applicant_address", models.CharField(blank=True, max_length=300)),
                ("applicant_personal_id", apps.core.encryption.SealedTextField(blank=True, editable=True, null=True)),
                ("answers", apps.core.encryption.SealedJSONField(blank=True, editable=True, null=True)),
                (
                    "delivery",
                    models.CharField(
                        choices=[
                            ("counter", "counter"),
                            ("electronic", "electronic"),
                            ("post", "post"),
                            ("home", "home"),
                        ],
                        default=apps.dossiers.domain.status.Delivery["COUNTER"],
                        max_length=12,
                    ),
                ),
                ("delivery_address", models.CharField(blank=True, max_length=300)),
                (
                    "wants_electronic",
                    models.BooleanField(
                        db_default=False, default=False, help_text="an electronic copy besides the paper"
                    ),
                ),
                (
                    "extra_copies",
                    models.PositiveSmallIntegerField(db_default=0, default=0, help_text="bản sao của kết quả xin thêm"),
                ),
                ("copies", models.PositiveSmallIntegerField(default=1, help_text="số bộ")),
                ("fee_amount", models.PositiveIntegerField(default=0, help_text="đồng")),
                ("fee_note", models.CharField(blank=True, max_length=200)),
                ("is_sensitive", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField(help_text="last time the applicant saved the draft or an answer")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("need_fix_intake", "need_fix_intake"),
                            ("refused", "refused"),
                            ("received", "received"),
                            ("processing", "processing"),
                            ("awaiting_supplement", "awaiting_supplement"),
                            ("awaiting_payment", "awaiting_payment"),
                            ("awaiting_partner", "awaiting_partner"),
                            ("awaiting_signature", "awaiting_signature"),
                            ("result_ready", "result_ready"),
                            ("result_sent", "result_sent"),
                            ("returned", "returned"),
                            ("unclaimed", "unclaimed"),
                            ("rejected_result", "rejected_result"),
                            ("withdrawn", "withdrawn"),
                            ("stopped", "stopped"),
                        ],
                        default=apps.dossiers.domain.status.Status["DRAFT"],
                        max_length=24,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("granted", "granted"), ("declined", "declined")], max_length=10, null=True
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=60)),
                ("book_number", models.PositiveIntegerField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("intake_due_at", models.DateTimeField(blank=True, null=True)),
                ("received_at", models.DateTimeField(blank=True, null=True)),
                ("effective_at", models.DateTimeField(blank=True, null=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("late_after", models.DateTimeField(blank=True, null=True)),
                ("first_due_at", models.DateTimeField(blank=True, null=True)),
                ("first_late_after", models.DateTimeField(blank=True, null=True)),
                ("promise", models.JSONField(blank=True, null=True)),
                ("terms", models.JSONField(blank=True, help_text="as arranged at reception", null=True)),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                (
                    "fix_count",
                    models.PositiveSmallIntegerField(db_default=0, default=0, help_text="requests before reception"),
                ),
                ("supplement_count", models.PositiveSmallIntegerField(default=0)),
                ("standstill_count", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("extended_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "timeliness",
                    models.CharField(
                        blank=True,
                        choices=[("early", "early"), ("on_time", "on_time"), ("late", "late")],
                        max_length=8,
                        null=True,
                    ),
                ),
                (
                    "timeliness_in_force",
                    models.CharField(
                        blank=True,
                        choices=[("early", "early"), ("on_time", "on_time"), ("late", "late")],
                        max_length=8,
                        null=True,
                    ),
                ),
                (
                    "ended_late",
                    models.BooleanField(help_text="withdrawn or stopped after its first promise had broken", null=True),
                ),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("step_position", models.PositiveSmallIntegerField(default=0)),
                ("step_due_at", models.DateTimeField(blank=True, null=True)),
                ("last_sequence", models.PositiveIntegerField(default=0)),
                ("chain_head", models.CharField(blank=True, max_length=64)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dossiers", to="officials.agency"
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.arrangement"
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.field"
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held",
                        to="officials.official",
                    ),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.offering"
                    ),
                ),
                (
                    "previous_holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "receiving_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "returning_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "submitter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        blank=True,
                        help_text="trường hợp",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.variant",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.procedureversion"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("finished_at__isnull", True), ("paused_at__isnull", True), ("received_at__isnull", False)
                        ),
                        fields=["late_after"],
                        include=("id", "agency"),
                        name="dossiers_open_promises",
                    ),
                    models.Index(
                        condition=models.Q(("finished_at__isnull", True), ("received_at__isnull", False)),
                        fields=["agency", "late_after", "id"],
                        name="dossiers_open_of_agency",
                    ),
                    models.Index(
                        condition=models.Q(("finished_at__isnull", True), ("received_at__isnull", False)),
                        fields=["holder", "late_after", "id"],
                        name="dossiers_held",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    apps.dossiers.domain.status.Status["SUBMITTED"],
                                    apps.dossiers.domain.status.Status["NEED_FIX_INTAKE"],
                                ],
                            )
                        ),
                        fields=["agency", "intake_due_at", "id"],
                        name="dossiers_intake",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    apps.dossiers.domain.status.Status["RESULT_READY"],
                                    apps.dossiers.domain.status.Status["REJECTED_RESULT"],
                                    apps.dossiers.domain.status.Status["UNCLAIMED"],
                                ],
                            )
                        ),
                        fields=["agency", "finished_at", "id"],
                        name="dossiers_to_return",
                    ),
                    models.Index(fields=["agency", "received_at", "id"], name="dossiers_by_reception"),
                    models.Index(
                        condition=models.Q(("finished_at__isnull", False)),
                        fields=["agency", "finished_at"],
                        include=("field", "channel", "timeliness"),
                        name="dossiers_finished",
                    ),
                    models.Index(
                        fields=["agency", "applicant_name_folded"],
                        name="dossiers_by_name",
                        opclasses=["int8_ops", "text_pattern_ops"],
                    ),
                    models.Index(fields=["agency", "applicant_phone"], name="dossiers_by_phone"),
                    models.Index(
                        condition=models.Q(("returned_at__isnull", False)),
                        fields=["returned_at"],
                        name="dossiers_returned",
                    ),
                    models.Index(fields=["applicant", "-id"], name="dossiers_of_applicant"),
                    models.Index(
                        condition=models.Q(("code", ""), _negated=True), fields=["code"], name="dossiers_by_code"
                    ),
                    models.Index(fields=["temporary_ref"], name="dossiers_by_temporary_ref"),
                    models.Index(fields=["submitter", "-id"], name="dossiers_of_submitter"),
                    models.Index(
                        condition=models.Q(("status", apps.dossiers.domain.status.Status["DRAFT"])),
                        fields=["agency", "saved_at", "id"],
                        name="dossiers_drafts_by_age",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("receiving_agency", "code"),
                        name="dossiers_code_of_receiving_agency",
                    ),
                    models.UniqueConstraint(fields=("agency", "temporary_ref"), name="dossiers_temporary_ref_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), ("received_at__isnull", True)),
                            models.Q(("received_at__isnull", False), models.Q(("code", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="dossiers_code_with_reception",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_at__isnull", True),
                            models.Q(("due_at__isnull", False), ("late_after__isnull", False)),
                            _connector="OR",
                        ),
                        name="dossiers_received_has_a_promise",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("timeliness__isnull", True), ("finished_at__isnull", False), _connector="OR"
                        ),
                        name="dossiers_timely_when_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BundledCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "bundle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cases", to="dossiers.bundle"
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.bundlepart"
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bundled", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "bundle", "position"), name="dossiers_bundled_position")
                ],
            },
        ),
        migrations.CreateModel(
            name="Assistance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("helper_name", models.CharField(max_length=200)),
                ("helper_phone", models.CharField(blank=True, max_length=20)),
                (
                    "told",
                    models.CharField(
                        choices=[
                            ("beneficiary", "beneficiary"),
                            ("helper", "helper"),
                            ("both", "both"),
                            ("letter", "letter"),
                        ],
                        default=apps.dossiers.domain.helping.Told["BENEFICIARY"],
                        max_length=12,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                (
                    "confirmation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own_phone", "own_phone"),
                            ("read_aloud", "read_aloud"),
                            ("second", "second"),
                            ("own_log_in", "own_log_in"),
                        ],
                        max_length=12,
                    ),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("content_digest", models.CharField(blank=True, max_length=32)),
                ("phone_index", models.CharField(blank=True, max_length=32)),
                ("phone_mask", models.CharField(blank=True, max_length=20)),
                ("read_by", models.CharField(blank=True, help_text="who read the summary aloud", max_length=200)),
                ("second_asked_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "beneficiary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "helper",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.helper"
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "second_official",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "signed_scan",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assistance", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True), ("official__isnull", False)),
                        fields=["official"],
                        name="dossiers_help_of_official",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True), ("helper__isnull", False)),
                        fields=["helper"],
                        name="dossiers_help_of_helper",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True), ("second_asked_at__isnull", False)),
                        fields=["agency", "second_asked_at"],
                        name="dossiers_help_asks_a_second",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", False)),
                        fields=["agency", "closed_at"],
                        name="dossiers_help_closed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("helper__isnull", True), ("official__isnull", False)),
                            models.Q(("helper__isnull", False), ("official__isnull", True)),
                            _connector="OR",
                        ),
                        name="dossiers_one_helper",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmation", ""), ("confirmed_at__isnull", True)),
                            models.Q(
                                models.Q(("confirmation", ""), _negated=True),
                                ("confirmed_at__isnull", False),
                                models.Q(("content_digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="dossiers_help_confirmed_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmation", apps.dossiers.domain.helping.Confirmation["OWN_PHONE"]), _negated=True
                            ),
                            models.Q(("phone_index", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dossiers_help_confirmed_by_a_phone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmation", apps.dossiers.domain.helping.Confirmation["READ_ALOUD"]), _negated=True
                            ),
                            models.Q(("read_by", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dossiers_help_read_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmation", apps.dossiers.domain.helping.Confirmation["SECOND_OFFICIAL"]),
                                _negated=True,
                            ),
                            ("second_official__isnull", False),
                            _connector="OR",
                        ),
                        name="dossiers_help_seen_by_a_second",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_official__isnull", True),
                            ("official__isnull", True),
                            models.Q(("second_official", models.F("official")), _negated=True),
                            _connector="OR",
                        ),
                        name="dossiers_second_is_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DossierDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.TextField()),
                ("originals", models.PositiveSmallIntegerField(default=0)),
                ("photocopies", models.PositiveSmallIntegerField(default=0)),
                ("added_by", models.CharField(max_length=60)),
                ("added_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "filed_at",
                    models.DateTimeField(
                        help_text="when it was first handed in: since then its pages stand", null=True
                    ),
                ),
                (
                    "is_being_made",
                    models.BooleanField(db_default=False, default=False, help_text="its pages changed since `file`"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="dossiers.dossier"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
                (
                    "required",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.requireddocument",
                    ),
                ),
                (
                    "reused_document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.dossierdocument",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["dossier", "position", "id"], name="dossiers_document_of"),
                    models.Index(
                        condition=models.Q(("is_being_made", True)), fields=["id"], name="dossiers_papers_being_made"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("turn", models.PositiveSmallIntegerField(default=0, help_text="degrees clockwise")),
                ("added_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pages", to="dossiers.dossierdocument"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["document", "position", "id"], name="dossiers_page_of")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "document", "source"), name="dossiers_page_once"),
                    models.CheckConstraint(
                        condition=models.Q(("turn__in", (0, 90, 180, 270))), name="dossiers_page_turned_by_quarters"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DossierEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveIntegerField()),
                ("action", models.CharField(max_length=24)),
                ("actor_kind", models.CharField(max_length=10)),
                ("actor_id", models.BigIntegerField()),
                ("duty", models.CharField(blank=True, max_length=20)),
                ("at", models.DateTimeField()),
                ("changes", models.JSONField()),
                ("facts", models.JSONField(default=dict)),
                ("note_digest", models.CharField(blank=True, max_length=64)),
                ("head", models.CharField(max_length=64)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["dossier", "sequence"], name="dossiers_event_of_dossier")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "dossier", "sequence"), name="dossiers_event_sequence"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action__in", ["request_fix", "request_supplement"]), _negated=True),
                            ("facts__contains", {"asked": [{}]}),
                            _connector="OR",
                        ),
                        name="dossiers_no_blind_return",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftHandOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "digest",
                    models.CharField(
                        help_text="of the random address; the address itself is shown once", max_length=64
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True, help_text="where a code has to be read as well; empty: nowhere", max_length=20
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hand_overs", to="dossiers.dossier"
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("digest",), name="dossiers_hand_over_digest"),
                    models.UniqueConstraint(
                        condition=models.Q(("taken_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=("agency", "dossier"),
                        name="dossiers_one_open_hand_over",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_at__isnull", True), ("taker__isnull", True)),
                            models.Q(
                                ("taken_at__isnull", False), ("taker__isnull", False), ("withdrawn_at__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="dossiers_hand_over_taken_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))), name="dossiers_hand_over_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftSave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=20)),
                ("page", models.CharField(help_text="random name of one drawing of the step", max_length=43)),
                ("saved_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="saves", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "dossier", "step"), name="dossiers_one_save_of_a_step")
                ],
            },
        ),
        migrations.CreateModel(
            name="EndedDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=20)),
                (
                    "end",
                    models.CharField(
                        choices=[("expired", "expired"), ("discarded", "discarded"), ("handed_over", "handed_over")],
                        max_length=12,
                    ),
                ),
                ("ended_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.offering"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["ended_at"], name="dossiers_ended_drafts_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "reference", "person"), name="dossiers_draft_ended_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="EventNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("salt", models.CharField(max_length=32)),
                ("text", apps.core.encryption.SealedTextField(editable=True)),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="note", to="dossiers.dossierevent"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_due_at", models.DateTimeField()),
                ("new_due_at", models.DateTimeField()),
                ("reason_code", models.CharField(max_length=40)),
                ("signed_at", models.DateTimeField()),
                (
                    "hours_left",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="working hours to the promise when it was signed",
                        max_digits=9,
                        null=True,
                    ),
                ),
                ("is_after_promise", models.BooleanField(help_text="signed when the promise was already broken")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="dossiers.dossier"
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        help_text="who held the dossier",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "signed_at", "id"], name="dossiers_extensions_of_agency")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "dossier"), name="dossiers_one_extension"),
                    models.CheckConstraint(
                        condition=models.Q(("new_due_at__gt", models.F("first_due_at"))),
                        name="dossiers_extension_is_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("received", "tiếp nhận"), ("finished", "có kết quả"), ("ended", "rút hoặc dừng")],
                        max_length=10,
                    ),
                ),
                ("field_id", models.BigIntegerField()),
                ("channel", models.CharField(max_length=10)),
                ("day", models.DateField(help_text="local day of the event")),
                ("timeliness", models.CharField(blank=True, help_text="against the first promise", max_length=8)),
                ("timeliness_in_force", models.CharField(blank=True, db_default="", max_length=8)),
                (
                    "late_stage",
                    models.CharField(blank=True, db_default="", help_text="to whom lateness is charged", max_length=10),
                ),
                (
                    "late_minutes",
                    models.PositiveIntegerField(db_default=0, help_text="working time past the first promise"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "dossier", "kind"), name="dossiers_fact_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Outage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", apps.core.encryption.SealedTextField(editable=True)),
                ("legal_basis", models.CharField(blank=True, max_length=200)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "carried_out_at",
                    models.DateTimeField(blank=True, help_text="the last dossier follows its latest word", null=True),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("carried_out_at__isnull", True)),
                        fields=["id"],
                        name="dossiers_outage_to_do",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("agency",),
                        name="dossiers_one_open_outage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True), ("closed_at__gte", models.F("opened_at")), _connector="OR"
                        ),
                        name="dossiers_outage_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("supplement", "Chờ bổ sung"),
                            ("payment", "Nghĩa vụ tài chính"),
                            ("outage", "Sự cố"),
                            ("other", "Lý do khác"),
                        ],
                        default="supplement",
                        max_length=12,
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        help_text="restart or resume; resume where the dossier ended instead", max_length=8
                    ),
                ),
                ("reason", apps.core.encryption.SealedTextField(editable=True, null=True)),
                (
                    "restart_reason",
                    apps.core.encryption.SealedTextField(
                        editable=True, help_text="why the whole period begins again", null=True
                    ),
                ),
                (
                    "again_reason",
                    apps.core.encryption.SealedTextField(editable=True, help_text="why a second request", null=True),
                ),
                ("legal_basis", models.CharField(blank=True, max_length=200)),
                ("document", models.CharField(blank=True, help_text="the paper that opened it", max_length=120)),
                ("opened_at", models.DateTimeField()),
                (
                    "hours_left",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="working hours to the promise when it opened",
                        max_digits=9,
                        null=True,
                    ),
                ),
                ("answer_by_date", models.DateField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("proof", models.CharField(blank=True, help_text="the paper that closed it", max_length=120)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pauses", to="dossiers.dossier"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
                (
                    "outage",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pauses",
                        to="dossiers.outage",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        help_text="if another decided",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "opened_at", "id"], name="dossiers_pauses_of_agency"),
                    models.Index(
                        condition=models.Q(("answer_by_date__isnull", False), ("closed_at__isnull", True)),
                        fields=["agency", "answer_by_date"],
                        name="dossiers_answers_awaited",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["outage", "id"],
                        name="dossiers_paused_by_outage",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("agency", "dossier"),
                        name="dossiers_one_open_pause",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outage__isnull", False)),
                        fields=("agency", "dossier", "outage"),
                        name="dossiers_paused_once_by_outage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True), ("closed_at__gte", models.F("opened_at")), _connector="OR"
                        ),
                        name="dossiers_pause_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("actor", models.CharField(max_length=60)),
                ("door", models.CharField(max_length=60)),
                ("unit", models.CharField(blank=True, db_default="", max_length=200)),
                ("duty", models.CharField(blank=True, db_default="", max_length=20)),
                ("at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["dossier", "at"], name="dossiers_readlog_of")],
            },
        ),
        migrations.CreateModel(
            name="Representation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("family", "family"),
                            ("authorisation", "authorisation"),
                            ("guardianship", "guardianship"),
                            ("legal", "legal"),
                        ],
                        max_length=16,
                    ),
                ),
                ("capacity", models.CharField(blank=True, help_text="mẹ đẻ, giám đốc", max_length=100)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("issued_on", models.DateField(blank=True, null=True)),
                (
                    "issued_typed",
                    models.CharField(blank=True, help_text="what was typed where it is no day yet", max_length=40),
                ),
                (
                    "certified_by",
                    models.CharField(blank=True, help_text="who certified or registered it", max_length=200),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="representation",
                        to="dossiers.dossier",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("issued_on__isnull", True), ("issued_typed", ""), _connector="OR"),
                        name="dossiers_representation_one_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300)),
                ("number", models.CharField(blank=True, max_length=60)),
                (
                    "outcome",
                    models.CharField(choices=[("granted", "granted"), ("declined", "declined")], max_length=10),
                ),
                ("prepared_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "signed_as",
                    models.CharField(
                        blank=True, db_default="", help_text="the signer's position on that day", max_length=200
                    ),
                ),
                ("is_current", models.BooleanField(default=True)),
                (
                    "sha256",
                    models.CharField(blank=True, db_default="", help_text="of the file that was signed", max_length=64),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        db_default="",
                        help_text="random address under which anybody can verify it",
                        max_length=40,
                    ),
                ),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_reason", apps.core.encryption.SealedTextField(blank=True, editable=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="dossiers.result",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="dossiers.dossier"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("sha256", ""), _negated=True),
                        fields=["sha256"],
                        name="dossiers_result_by_print",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("agency", "dossier"),
                        name="dossiers_one_current_result",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("address", ""), _negated=True),
                        fields=("address",),
                        name="dossiers_result_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_at__isnull", True),
                            models.Q(("revoked_by__isnull", False), ("revoked_reason__isnull", False)),
                            _connector="OR",
                        ),
                        name="dossiers_result_revoked_with_reason",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="dossierdocument",
            name="reused_result",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.result"
            ),
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
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="dossiers.dossier"
                    ),
                ),
                (
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.result"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "drafted")),
                        fields=["agency", "id"],
                        name="dossiers_corrections_to_sign",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "drafted")),
                        fields=("agency", "dossier"),
                        name="dossiers_one_open_correction",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="ResultDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                ("address", models.CharField(max_length=40)),
                ("drafted_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "dossier", "sha256"), name="dossiers_result_draft_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("personal_id", apps.core.encryption.SealedTextField(blank=True, editable=True, null=True)),
                (
                    "address",
                    models.CharField(blank=True, help_text="random; of the page that asks them", max_length=40),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("asked_until", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_print", models.CharField(blank=True, max_length=64)),
                ("agreed", models.BooleanField(null=True)),
                (
                    "answered_way",
                    models.CharField(
                        blank=True,
                        choices=[("account", "account"), ("phone", "phone"), ("desk", "desk")],
                        max_length=10,
                    ),
                ),
                (
                    "answered_by",
                    models.CharField(blank=True, help_text="opaque key of the actor at the keyboard", max_length=60),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="second_party", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("address", ""), _negated=True),
                        fields=("address",),
                        name="dossiers_second_party_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed__isnull", True), ("answered_at__isnull", True)),
                            models.Q(
                                ("agreed__isnull", False),
                                ("answered_at__isnull", False),
                                models.Q(("answered_print", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="dossiers_second_party_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_at__isnull", True),
                            models.Q(
                                models.Q(("address", ""), _negated=True), ("asked_until__gt", models.F("asked_at"))
                            ),
                            _connector="OR",
                        ),
                        name="dossiers_second_party_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplementItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.TextField()),
                ("defect", models.CharField(max_length=16)),
                (
                    "fix",
                    apps.core.encryption.SealedTextField(
                        editable=True, help_text="what to do about it, as the citizen reads it"
                    ),
                ),
                ("originals", models.PositiveSmallIntegerField(default=0)),
                ("certified", models.PositiveSmallIntegerField(default=0)),
                ("copies", models.PositiveSmallIntegerField(default=0)),
                ("state", models.CharField(default="open", max_length=10)),
                (
                    "word",
                    apps.core.encryption.SealedTextField(
                        blank=True, editable=True, help_text="why the citizen sends nothing for it", null=True
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("judged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verdict",
                    apps.core.encryption.SealedTextField(
                        blank=True,
                        editable=True,
                        help_text="what is still wrong, where it is asked for again",
                        null=True,
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="asked_items", to="dossiers.dossier"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_items",
                        to="dossiers.dossierevent",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "required",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.requireddocument",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["dossier", "event", "position"], name="dossiers_asked_of")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "event", "position"), name="dossiers_asked_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "defect__in",
                                [
                                    "blurred",
                                    "pages_missing",
                                    "expired",
                                    "wrong_person",
                                    "wrong_kind",
                                    "unsigned",
                                    "altered",
                                    "absent",
                                    "other",
                                ],
                            )
                        ),
                        name="dossiers_asked_for_a_known_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "answered", "accepted", "again"])),
                        name="dossiers_asked_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("judged_at__isnull", False), ("state__in", ["accepted", "again"])),
                            models.Q(
                                models.Q(("state__in", ["accepted", "again"]), _negated=True),
                                ("judged_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="dossiers_asked_judged_has_its_instant",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TalkLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(max_length=8)),
                ("at", models.DateTimeField()),
                (
                    "read_at",
                    models.DateTimeField(blank=True, help_text="when the other side had it before them", null=True),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="talk", to="dossiers.dossier"
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="talk_line",
                        to="dossiers.dossierevent",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["dossier", "id"], name="dossiers_talk_of"),
                    models.Index(
                        condition=models.Q(("read_at__isnull", True), ("side", "citizen")),
                        fields=["agency", "id"],
                        name="dossiers_talk_unread",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["citizen", "office"])), name="dossiers_talk_known_side"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="dossierdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("reused_document__isnull", True), ("reused_result__isnull", True), _connector="OR"),
                name="dossiers_paper_of_one_source",
            ),
        ),
    ]
