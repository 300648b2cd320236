"""Idempotency keys, rate windows, stored files, jobs and signs of life."""

from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("core", "0001_keys_windows_and_files"),
        ("core", "0002_failures_and_signs_of_life"),
        ("core", "0003_files_are_judged_before_they_are_shown"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(max_length=80)),
                ("key", models.CharField(max_length=80)),
                ("fingerprint", models.CharField(max_length=64)),
                ("answer", models.JSONField(null=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["created_at"], name="core_idempotency_age")],
                "constraints": [models.UniqueConstraint(fields=("scope", "key"), name="core_idempotency_once")],
            },
        ),
        migrations.CreateModel(
            name="JobFailure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("task", models.CharField(max_length=80)),
                ("error", models.CharField(help_text="the class of what was raised", max_length=80)),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("times", models.PositiveIntegerField(default=1)),
                ("last_id", models.CharField(help_text="the task's id in the log", max_length=40)),
                ("retried_at", models.DateTimeField(help_text="when somebody last asked to run it again", null=True)),
                ("retried_by", models.CharField(blank=True, help_text="opaque key of that actor", max_length=60)),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["-last_at", "-id"], name="core_failures_last")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=("task", "error"),
                        name="core_one_open_failure",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("faults", models.PositiveIntegerField(default=0, help_text="how much it found wrong; 0 is well")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("name",), name="core_one_pulse")],
            },
        ),
        migrations.CreateModel(
            name="RateWindow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bucket", models.CharField(max_length=120)),
                ("window", models.BigIntegerField()),
                ("hits", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["window"], name="core_rate_window_age")],
                "constraints": [models.UniqueConstraint(fields=("bucket", "window"), name="core_rate_window_once")],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=40)),
                ("storage_name", models.CharField(max_length=200)),
                ("original_name", models.CharField(max_length=200)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("pages", models.PositiveIntegerField(default=1)),
                ("uploaded_by", models.CharField(help_text="opaque key of the actor", max_length=60)),
                ("created_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "đang kiểm tra"), ("clean", "đã kiểm tra"), ("refused", "không nhận")],
                        db_default="clean",
                        default="clean",
                        max_length=8,
                    ),
                ),
                (
                    "refusal",
                    models.CharField(blank=True, db_default="", help_text="why it was not taken", max_length=12),
                ),
                ("judged_at", models.DateTimeField(null=True)),
                (
                    "tries",
                    models.PositiveSmallIntegerField(
                        db_default=0, default=0, help_text="how often a worker began to judge it"
                    ),
                ),
                (
                    "sent_sha256",
                    models.CharField(
                        blank=True,
                        db_default="",
                        help_text="of what was sent, where something else was made of it",
                        max_length=64,
                    ),
                ),
                (
                    "pictures",
                    models.PositiveSmallIntegerField(
                        db_default=0, default=0, help_text="how many small pictures of pages lie beside it"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["sha256"], name="core_stored_file_sha256"),
                    models.Index(condition=models.Q(("state", "waiting")), fields=["id"], name="core_files_waiting"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("address",), name="core_stored_file_address"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refusal__gt", ""), ("state", "refused")),
                            models.Q(models.Q(("state", "refused"), _negated=True), ("refusal", "")),
                            _connector="OR",
                        ),
                        name="core_refused_files_say_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=40)),
                ("owner", models.CharField(help_text="opaque key of the actor", max_length=60)),
                ("name", models.CharField(max_length=200)),
                ("length", models.PositiveIntegerField(help_text="bytes promised")),
                ("received", models.PositiveIntegerField(default=0, help_text="bytes here")),
                ("parts", models.JSONField(default=list, help_text="storage names, in order")),
                ("created_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["touched_at"], name="core_upload_age"),
                    models.Index(fields=["owner", "touched_at"], name="core_upload_of_owner"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("address",), name="core_upload_address"),
                    models.CheckConstraint(
                        condition=models.Q(("received__lte", models.F("length"))),
                        name="core_upload_is_no_longer_than_said",
                    ),
                ],
            },
        ),
    ]
