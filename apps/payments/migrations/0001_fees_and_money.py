"""What is owed, tried, paid, receipted and given back."""

import django.db.models.deletion
from django.db import migrations, models

import apps.core.encryption
import apps.payments.domain.money
import apps.payments.domain.states
import apps.payments.domain.words


class Migration(migrations.Migration):
    replaces = [("payments", "0001_what_is_owed_and_paid"), ("payments", "0003_copies_are_asked_with_the_dossier")]

    initial = True

    dependencies = [
        ("dossiers", "0001_the_case_with_all_it_holds"),
        ("officials", "0001_the_office_and_its_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[("vietqr", "vietqr"), ("gateway", "gateway"), ("counter", "counter")], max_length=8
                    ),
                ),
                ("gateway", models.CharField(blank=True, help_text="which one, where there is one", max_length=20)),
                ("reference", models.CharField(max_length=25)),
                ("amount", models.PositiveBigIntegerField(help_text="đồng")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("succeeded", "succeeded"),
                            ("failed", "failed"),
                            ("expired", "expired"),
                            ("reversed", "reversed"),
                        ],
                        default=apps.payments.domain.states.AttemptState["OPEN"],
                        max_length=10,
                    ),
                ),
                (
                    "provider_id",
                    models.CharField(blank=True, help_text="the other side's own name for the money", max_length=64),
                ),
                (
                    "error",
                    models.CharField(blank=True, help_text="a code, never the other side's words", max_length=40),
                ),
                ("started_by", models.CharField(help_text="opaque key of the actor", max_length=60)),
                ("started_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                (
                    "said_at",
                    models.DateTimeField(blank=True, help_text="the citizen says that the money has left", null=True),
                ),
                ("asked_at", models.DateTimeField(blank=True, help_text="when we last asked the gateway", null=True)),
                ("asked", models.PositiveSmallIntegerField(default=0)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", apps.payments.domain.states.AttemptState["OPEN"])),
                        fields=["started_at", "id"],
                        name="payments_open_attempts",
                    ),
                    models.Index(fields=["reference"], name="payments_by_reference"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "reference"), name="payments_reference_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", apps.payments.domain.states.AttemptState["OPEN"]),
                            ("ended_at__isnull", False),
                            _connector="OR",
                        ),
                        name="payments_ended_at_some_hour",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "copies",
                    models.PositiveSmallIntegerField(
                        default=1, help_text="of what is applied for, where one pays by the copy"
                    ),
                ),
                (
                    "claim",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("merit", "merit"),
                            ("poor", "poor"),
                            ("near_poor", "near_poor"),
                            ("disabled", "disabled"),
                            ("child", "child"),
                            ("elderly", "elderly"),
                            ("minority", "minority"),
                            ("on_time", "on_time"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "proof",
                    models.CharField(
                        blank=True,
                        choices=[("sent", "sent"), ("brought", "brought"), ("record", "record")],
                        max_length=8,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[("vietqr", "vietqr"), ("gateway", "gateway"), ("counter", "counter")],
                        max_length=8,
                    ),
                ),
                (
                    "is_unsure",
                    models.BooleanField(default=False, help_text="the catalogue gave no sum when it was frozen"),
                ),
                ("saved_at", models.DateTimeField()),
                ("frozen_at", models.DateTimeField(blank=True, help_text="when it was filed", null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bill", to="dossiers.dossier"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Demand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[("filing", "filing"), ("copies", "copies"), ("notice", "notice")], max_length=8
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(default=1, help_text="the second notice of a dossier is 2"),
                ),
                ("title", models.CharField(max_length=200)),
                ("amount", models.PositiveBigIntegerField(help_text="đồng")),
                ("lines", models.JSONField(default=list, help_text="[[quantity, đồng each], …]")),
                ("copies", models.PositiveSmallIntegerField(default=1)),
                ("sentence", models.TextField(blank=True, help_text="how the sum came about, in words")),
                ("legal_basis", models.TextField(blank=True)),
                ("document", models.CharField(blank=True, help_text="number of the notice of payment", max_length=100)),
                ("pauses", models.BooleanField(default=False, help_text="the dossier's clock stands until it is paid")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "due"),
                            ("pending", "pending"),
                            ("paid", "paid"),
                            ("waived", "waived"),
                            ("refund_due", "refund_due"),
                            ("refunded", "refunded"),
                            ("cancelled", "cancelled"),
                        ],
                        default=apps.payments.domain.states.DemandState["DUE"],
                        max_length=10,
                    ),
                ),
                (
                    "claim",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("merit", "merit"),
                            ("poor", "poor"),
                            ("near_poor", "near_poor"),
                            ("disabled", "disabled"),
                            ("child", "child"),
                            ("elderly", "elderly"),
                            ("minority", "minority"),
                            ("on_time", "on_time"),
                        ],
                        help_text="not judged yet",
                        max_length=12,
                    ),
                ),
                (
                    "claim_proof",
                    models.CharField(
                        blank=True,
                        choices=[("sent", "sent"), ("brought", "brought"), ("record", "record")],
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True, help_text="why it was waived or cancelled")),
                (
                    "proof",
                    models.CharField(
                        blank=True,
                        choices=[("sent", "sent"), ("brought", "brought"), ("record", "record")],
                        help_text="of the waiver",
                        max_length=8,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("raised_at", models.DateTimeField()),
                ("paid_at", models.DateTimeField(blank=True, null=True)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="demands", to="dossiers.dossier"
                    ),
                ),
                (
                    "raised_by",
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
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    apps.payments.domain.states.DemandState["DUE"],
                                    apps.payments.domain.states.DemandState["PENDING"],
                                ],
                            )
                        ),
                        fields=["agency", "raised_at", "id"],
                        name="payments_still_owed",
                    ),
                    models.Index(fields=["agency", "paid_at"], name="payments_paid_on"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "dossier", "what", "number"), name="payments_demand_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="payments_demand_asks_for_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", apps.payments.domain.states.DemandState["WAIVED"]), _negated=True),
                            models.Q(("decided_at__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="payments_waived_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        apps.payments.domain.states.DemandState["PAID"],
                                        apps.payments.domain.states.DemandState["REFUND_DUE"],
                                        apps.payments.domain.states.DemandState["REFUNDED"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("paid_at__isnull", False),
                            _connector="OR",
                        ),
                        name="payments_paid_once_upon_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("receipt", "receipt"), ("reversal", "reversal")],
                        default=apps.payments.domain.words.ReceiptKind["RECEIPT"],
                        max_length=8,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("amount", models.PositiveBigIntegerField(help_text="đồng")),
                ("facts", apps.core.encryption.SealedJSONField(editable=True)),
                ("address", models.CharField(help_text="random, for the paper", max_length=40)),
                ("issued_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="payments.attempt"
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
                (
                    "reverses",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversal",
                        to="payments.receipt",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "issued_at", "id"], name="payments_receipts_of_a_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "year", "number"), name="payments_receipt_number"),
                    models.UniqueConstraint(
                        fields=("agency", "attempt", "kind"), name="payments_one_receipt_of_an_attempt"
                    ),
                    models.UniqueConstraint(fields=("address",), name="payments_receipt_address"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", apps.payments.domain.words.ReceiptKind["RECEIPT"]), ("reverses__isnull", True)
                            ),
                            models.Q(
                                ("kind", apps.payments.domain.words.ReceiptKind["REVERSAL"]),
                                ("reverses__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="payments_a_reversal_names_its_receipt",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Refund",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.PositiveBigIntegerField(help_text="đồng")),
                ("reason", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "Chờ quyết định"), ("done", "Đã hoàn trả"), ("declined", "Không hoàn trả")],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[("cash", "cash"), ("transfer", "transfer"), ("gateway", "gateway")],
                        max_length=8,
                    ),
                ),
                (
                    "document",
                    models.CharField(blank=True, help_text="number of the payment slip or transfer", max_length=100),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
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
                    "demand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="refunds", to="payments.demand"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "asked")),
                        fields=["agency", "asked_at", "id"],
                        name="payments_refunds_asked",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("agency", "demand"),
                        name="payments_one_open_refund",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.PositiveBigIntegerField(help_text="đồng")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="payments.attempt"
                    ),
                ),
                (
                    "demand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="payments.demand"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "attempt", "demand"), name="payments_share_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="attempt",
            name="demands",
            field=models.ManyToManyField(related_name="attempts", through="payments.Share", to="payments.demand"),
        ),
        migrations.CreateModel(
            name="Credit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[("bank", "bank"), ("gateway", "gateway"), ("by_hand", "by_hand")], max_length=8
                    ),
                ),
                ("provider_id", models.CharField(max_length=64)),
                ("amount", models.PositiveBigIntegerField(help_text="đồng")),
                (
                    "reference",
                    models.CharField(blank=True, help_text="as read out of the words of the transfer", max_length=25),
                ),
                (
                    "memo",
                    apps.core.encryption.SealedTextField(
                        blank=True,
                        editable=True,
                        help_text="the words of the transfer: banks put names and numbers there",
                    ),
                ),
                ("paid_at", models.DateTimeField()),
                ("told_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("matched", "matched"), ("unmatched", "unmatched"), ("settled", "settled")],
                        max_length=10,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unknown_reference", "unknown_reference"),
                            ("wrong_amount", "wrong_amount"),
                            ("paid_before", "paid_before"),
                            ("late", "late"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "settled",
                    models.CharField(
                        blank=True, choices=[("matched", "matched"), ("returned", "returned")], max_length=8
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "attempt",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credits",
                        to="payments.attempt",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "settled_by",
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
                        condition=models.Q(("state", apps.payments.domain.money.CreditState["UNMATCHED"])),
                        fields=["agency", "told_at", "id"],
                        name="payments_unmatched",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "source", "provider_id"), name="payments_credit_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", apps.payments.domain.money.CreditState["UNMATCHED"]), _negated=True),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="payments_unmatched_says_why",
                    ),
                ],
            },
        ),
    ]
