"""Wordings, the outbox and its deliveries."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import apps.core.encryption


class Migration(migrations.Migration):
    replaces = [
        ("messaging", "0001_the_outbox_and_its_attempts"),
        ("messaging", "0003_an_office_has_its_own_wordings"),
        ("messaging", "0005_states_tell_whose_turn_it_is"),
        ("messaging", "0006_old_states_get_their_new_names"),
        ("messaging", "0007_each_state_has_what_it_needs"),
    ]

    initial = True

    dependencies = [
        ("officials", "0001_the_office_and_its_days"),
        ("procedures", "0001_the_law_and_the_catalogue"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutboxMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(help_text="opaque key of what it is about: dossier:123", max_length=80)),
                ("kind", models.CharField(max_length=40)),
                ("cycle", models.PositiveIntegerField(default=1, help_text="the second supplement request is 2")),
                ("channel", models.CharField(max_length=10)),
                (
                    "recipient",
                    apps.core.encryption.SealedTextField(
                        blank=True, editable=True, help_text="phone, e-mail or envelope; empty in the in-app inbox"
                    ),
                ),
                (
                    "recipient_key",
                    models.CharField(blank=True, help_text="opaque key of the person: person:12", max_length=60),
                ),
                ("subject", models.CharField(blank=True, max_length=200)),
                (
                    "body",
                    apps.core.encryption.SealedTextField(
                        blank=True, editable=True, help_text="wiped when it is no longer needed"
                    ),
                ),
                (
                    "parameters",
                    apps.core.encryption.SealedJSONField(
                        blank=True, editable=True, help_text="what a Zalo template is filled with", null=True
                    ),
                ),
                ("segments", models.PositiveSmallIntegerField(default=0, help_text="as how many SMS it is billed")),
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, help_text="Idempotency-Key, the same at every attempt"
                    ),
                ),
                ("state", models.CharField(default="queued", max_length=10)),
                ("tries", models.PositiveIntegerField(default=0)),
                (
                    "tries_forgiven",
                    models.PositiveIntegerField(default=0, help_text="tries before somebody last asked to try again"),
                ),
                ("next_try_at", models.DateTimeField(null=True)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(help_text="taken by whoever carries it", null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("reference", models.CharField(blank=True, help_text="the gateway's own name for it", max_length=120)),
                (
                    "last_error",
                    models.CharField(blank=True, help_text="a code of ours, never a gateway's words", max_length=40),
                ),
                ("retried_at", models.DateTimeField(help_text="when somebody last asked to try again", null=True)),
                ("retried_by", models.CharField(blank=True, help_text="opaque key of that actor", max_length=60)),
                ("wiped_at", models.DateTimeField(help_text="when words and address were wiped", null=True)),
                ("created_at", models.DateTimeField()),
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
                        condition=models.Q(("next_try_at__isnull", False)),
                        fields=["channel", "next_try_at", "id"],
                        name="messaging_due",
                    ),
                    models.Index(
                        condition=models.Q(("channel", "in_app")),
                        fields=["recipient_key", "-created_at", "-id"],
                        name="messaging_inbox",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["permanent", "technical"])),
                        fields=["agency", "-created_at", "-id"],
                        name="messaging_failed",
                    ),
                    models.Index(
                        condition=models.Q(
                            models.Q(("channel", "post")), models.Q(("state__in", ["queued", "sending", "temporary"]))
                        ),
                        fields=["agency", "created_at", "id"],
                        name="messaging_to_post",
                    ),
                    models.Index(fields=["key"], name="messaging_key"),
                    models.Index(
                        condition=models.Q(("reference", ""), _negated=True),
                        fields=["channel", "reference"],
                        name="messaging_reference",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "about", "kind", "cycle", "channel"), name="messaging_said_once_by_each_way"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["queued", "sending", "sent", "delivered", "temporary", "permanent", "technical"],
                            )
                        ),
                        name="messaging_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("channel", "post")), ("next_try_at__isnull", True)),
                            models.Q(
                                models.Q(("channel", "post"), _negated=True),
                                models.Q(("state__in", ["queued", "sending", "temporary"])),
                                ("next_try_at__isnull", False),
                            ),
                            models.Q(models.Q(("channel", "post"), _negated=True), models.Q(("state", "technical"))),
                            models.Q(
                                models.Q(("channel", "post"), _negated=True),
                                models.Q(("state__in", ["queued", "sending", "temporary"]), _negated=True),
                                models.Q(("state", "technical"), _negated=True),
                                ("next_try_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="messaging_under_way_has_a_next_try",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["sent", "delivered"]), _negated=True),
                            ("sent_at__isnull", False),
                            _connector="OR",
                        ),
                        name="messaging_sent_has_its_instant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("state", "delivered")), ("delivered_at__isnull", False)),
                            models.Q(models.Q(("state", "delivered"), _negated=True), ("delivered_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="messaging_delivered_has_its_instant",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeliveryReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
                ("digest", models.CharField(help_text="of the signed report", max_length=64)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="messaging.outboxmessage",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "message", "digest"), name="messaging_report_counts_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("attempt", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("outcome", models.CharField(max_length=10)),
                ("error", models.CharField(blank=True, max_length=40)),
                ("reference", models.CharField(blank=True, help_text="the gateway's own name for it", max_length=120)),
                (
                    "by",
                    models.CharField(
                        blank=True, help_text="opaque key of the clerk who took a letter to the post", max_length=60
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="messaging.outboxmessage",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "message", "attempt"), name="messaging_attempt_ends_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="WayOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(max_length=10)),
                (
                    "silent_until",
                    models.DateTimeField(help_text="its gateway did not answer: left alone until then", null=True),
                ),
                ("failing_since", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=40)),
                ("last_sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("channel",), name="messaging_one_way_out")],
            },
        ),
        migrations.CreateModel(
            name="WaysPreference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_key", models.CharField(max_length=60)),
                ("sms", models.BooleanField()),
                ("email", models.BooleanField()),
                ("zalo", models.BooleanField()),
                ("post", models.BooleanField()),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.CharField(help_text="opaque key: the person, or who wrote it down for them", max_length=60),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "person_key"), name="messaging_one_preference")
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("channel", models.CharField(max_length=10)),
                ("version", models.PositiveIntegerField()),
                ("is_default", models.BooleanField(default=False)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField(blank=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.offering",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "kind", "channel", "offering", "version"),
                        name="messaging_template_version_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body", ""), ("is_default", True), ("subject", "")),
                            models.Q(("is_default", False), models.Q(("body", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="messaging_template_says_something",
                    ),
                ],
            },
        ),
    ]
