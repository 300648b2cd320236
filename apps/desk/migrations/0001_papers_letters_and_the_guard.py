"""Slips, letters, questions of the guard, courtesies and calendar reviews."""

import django.db.models.deletion
from django.db import migrations, models

import apps.core.encryption


class Migration(migrations.Migration):
    replaces = [
        ("desk", "0001_papers_letters_questions"),
        ("desk", "0002_rounds_questions_and_reminders_of_the_guard"),
        ("desk", "0003_letters_of_congratulation_and_condolence"),
        ("desk", "0004_letters_say_why_a_request_restarts"),
        ("desk", "0005_what_a_changed_calendar_would_move"),
    ]

    initial = True

    dependencies = [
        ("dossiers", "0001_the_case_with_all_it_holds"),
        ("officials", "0001_the_office_and_its_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(help_text="of the calendar it was reckoned with")),
                ("since_version", models.PositiveIntegerField(help_text="the last version that was decided on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("clear", "không lời hẹn nào bị ảnh hưởng"),
                            ("open", "chờ lãnh đạo xem"),
                            ("confirmed", "đã xác nhận, đang ghi"),
                            ("done", "đã ghi xong"),
                            ("overtaken", "lịch lại thay đổi, đã tính lại"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reckoned", models.PositiveIntegerField(help_text="open promises that were looked at")),
                ("unreckoned", models.PositiveIntegerField(default=0, help_text="of these, those nobody could reckon")),
                ("made_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "confirmed_by",
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
                    models.UniqueConstraint(fields=("agency", "version"), name="desk_calendar_reviewed_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("agency",), name="desk_one_calendar_review_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["clear", "open", "overtaken"]),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="desk_calendar_review_confirmed_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AffectedPromise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seen", models.PositiveIntegerField(help_text="the dossier's last event when it was reckoned")),
                ("first_due_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("new_first_due_at", models.DateTimeField()),
                ("new_due_at", models.DateTimeField()),
                (
                    "is_better",
                    models.BooleanField(help_text="for the citizen, and still to be kept when it was reckoned"),
                ),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("pending", "chờ xác nhận"),
                            ("moved", "hẹn sớm hơn"),
                            ("kept", "giữ ngày đã hẹn"),
                            ("gone", "không còn chờ"),
                        ],
                        default="pending",
                        max_length=8,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
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
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="promises", to="desk.calendarreview"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("fate", "pending")), fields=["review", "id"], name="desk_affected_pending"
                    ),
                    models.Index(
                        condition=models.Q(("fate", "kept")), fields=["agency", "dossier"], name="desk_promises_kept"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "review", "dossier"), name="desk_affected_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CourtesyLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("congratulation", "congratulation"), ("condolence", "condolence")], max_length=14
                    ),
                ),
                ("wished_at", models.DateTimeField()),
                (
                    "wished_by",
                    models.CharField(
                        help_text="who said so: person:12 online, official:3 at the counter", max_length=60
                    ),
                ),
                (
                    "text",
                    apps.core.encryption.SealedTextField(editable=True, help_text="the words as signed", null=True),
                ),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                ("handed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="courtesies", to="dossiers.dossier"
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
                        condition=models.Q(("signed_at__isnull", True)),
                        fields=["agency", "id"],
                        name="desk_courtesies_to_sign",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "dossier"), name="desk_courtesy_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("handed_at__isnull", True),
                                ("signed_at__isnull", True),
                                ("signed_by__isnull", True),
                                ("text__isnull", True),
                            ),
                            models.Q(
                                ("signed_at__isnull", False), ("signed_by__isnull", False), ("text__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="desk_courtesy_signed_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("made_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "official", "day"), name="desk_one_digest_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="GuardRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(help_text="the instant as of which it looked")),
                (
                    "started_by",
                    models.CharField(choices=[("beat", "theo giờ"), ("command", "bằng lệnh")], max_length=10),
                ),
                ("started_at", models.DateTimeField(help_text="what the clock showed then")),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("asked", models.PositiveIntegerField(default=0)),
                ("drafted", models.PositiveIntegerField(default=0)),
                ("withdrawn", models.PositiveIntegerField(default=0)),
                ("notices", models.PositiveIntegerField(default=0)),
                ("escalated", models.PositiveIntegerField(default=0)),
                ("reminders", models.PositiveIntegerField(default=0)),
                ("skipped", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("finished_at__isnull", False)), fields=["-at"], name="desk_rounds_finished"
                    ),
                    models.Index(fields=["started_at"], name="desk_rounds_by_start"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HolderQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cycle", models.PositiveSmallIntegerField()),
                ("asked_at", models.DateTimeField()),
                (
                    "heads_asked_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="since when the unit heads may answer as well: the holder was not at work",
                        null=True,
                    ),
                ),
                ("answer_by", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True, choices=[("will_keep", "will_keep"), ("will_break", "will_break")], max_length=10
                    ),
                ),
                (
                    "reason_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("verification", "verification"),
                            ("partner", "partner"),
                            ("signature", "signature"),
                            ("technical", "technical"),
                            ("overload", "overload"),
                            ("mistake", "mistake"),
                            ("force_majeure", "force_majeure"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", apps.core.encryption.SealedTextField(blank=True, editable=True, null=True)),
                ("proposed_date", models.DateField(blank=True, null=True)),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, help_text="answered, overtaken or turned into a draft", null=True),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="dossiers.dossier"
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="officials.official"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["holder", "answer_by"],
                        name="desk_questions_open",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["answer_by", "id"],
                        name="desk_questions_due",
                    ),
                    models.Index(fields=["agency", "asked_at"], name="desk_questions_of_agency"),
                ],
                "constraints": [models.UniqueConstraint(fields=("agency", "dossier", "cycle"), name="desk_asked_once")],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("step_near", "step_near"),
                            ("step_passed", "step_passed"),
                            ("supplement_unanswered", "supplement_unanswered"),
                            ("intake_near", "intake_near"),
                            ("intake_passed", "intake_passed"),
                        ],
                        max_length=24,
                    ),
                ),
                ("ends_at", models.DateTimeField(help_text="the end that is near or has passed")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "digest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="desk.digest"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "dossier", "official", "kind", "ends_at"), name="desk_reminded_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Slip",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "receipt"),
                            ("supplement_request", "supplement_request"),
                            ("refusal", "refusal"),
                            ("apology", "apology"),
                            ("stop", "stop"),
                        ],
                        max_length=20,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("sequence", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=40)),
                (
                    "address",
                    models.CharField(help_text="random address under which anybody can verify it", max_length=40),
                ),
                ("facts", apps.core.encryption.SealedJSONField(editable=True)),
                (
                    "factor_once",
                    apps.core.encryption.SealedTextField(
                        editable=True,
                        help_text="the look-up factor in clear until the paper is first printed",
                        null=True,
                    ),
                ),
                ("head", models.CharField(max_length=64)),
                ("issued_at", models.DateTimeField()),
                ("prints", models.PositiveSmallIntegerField(default=0)),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slips", to="dossiers.dossier"
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["dossier", "issued_at"], name="desk_slip_of")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "kind", "year", "sequence"), name="desk_slip_number"),
                    models.UniqueConstraint(fields=("address",), name="desk_slip_address"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "receipt"),
                            ("supplement_request", "supplement_request"),
                            ("refusal", "refusal"),
                            ("apology", "apology"),
                            ("stop", "stop"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafted", "chờ ký"),
                            ("signed", "đã ký"),
                            ("returned", "trả lại người soạn"),
                            ("withdrawn", "tự rút"),
                        ],
                        default="drafted",
                        max_length=10,
                    ),
                ),
                ("cycle", models.PositiveSmallIntegerField(default=1)),
                (
                    "reason_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("verification", "verification"),
                            ("partner", "partner"),
                            ("signature", "signature"),
                            ("technical", "technical"),
                            ("overload", "overload"),
                            ("mistake", "mistake"),
                            ("force_majeure", "force_majeure"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", apps.core.encryption.SealedTextField(editable=True)),
                (
                    "items",
                    apps.core.encryption.SealedJSONField(
                        editable=True, help_text="supplement: [{document, what, how}]", null=True
                    ),
                ),
                ("mode", models.CharField(blank=True, help_text="supplement: restart or resume", max_length=8)),
                ("restart_reason", apps.core.encryption.SealedTextField(blank=True, editable=True, null=True)),
                (
                    "again_reason",
                    apps.core.encryption.SealedTextField(
                        blank=True, editable=True, help_text="why a second request", null=True
                    ),
                ),
                ("proposed_date", models.DateField(blank=True, null=True)),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision_note", apps.core.encryption.SealedTextField(blank=True, editable=True, null=True)),
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
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="dossiers.dossier"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "slip",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="desk.slip"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "drafted")),
                        fields=["agency", "proposed_at", "id"],
                        name="desk_letters_to_sign",
                    ),
                    models.Index(fields=["agency", "kind", "proposed_at"], name="desk_letters_by_proposal"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "drafted")),
                        fields=("agency", "dossier", "kind"),
                        name="desk_one_letter_drafted",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BrokenPromise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cycle", models.PositiveSmallIntegerField()),
                ("late_after", models.DateTimeField()),
                ("noticed_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="broken_promises",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "-noticed_at"], name="desk_broken_of_agency")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "dossier", "cycle"), name="desk_broken_once")
                ],
            },
        ),
    ]
