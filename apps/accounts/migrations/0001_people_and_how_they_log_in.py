"""People, organisations, their log-in, devices and helpers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import apps.core.encryption


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_people_and_their_log_in"),
        ("accounts", "0002_who_they_are"),
        ("accounts", "0003_enrolled_devices_and_helpers"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Device",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agency_id", models.BigIntegerField(help_text="the office it stands in, one floor up")),
                ("name", models.CharField(help_text="Ki-ốt sảnh chính", max_length=100)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("code_digest", models.CharField(blank=True, max_length=64)),
                ("code_expires_at", models.DateTimeField(blank=True, null=True)),
                ("secret_digest", models.CharField(blank=True, max_length=64)),
                ("made_by", models.CharField(max_length=60)),
                ("made_at", models.DateTimeField()),
                ("enrolled_at", models.DateTimeField(blank=True, null=True)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_by", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "indexes": [models.Index(fields=["agency_id", "name"], name="accounts_device_of_agency")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("code_digest", ""), _negated=True),
                        fields=("code_digest",),
                        name="accounts_device_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code_digest", ""), ("code_expires_at__isnull", True)),
                            models.Q(models.Q(("code_digest", ""), _negated=True), ("code_expires_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="accounts_device_code_expires",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("enrolled_at__isnull", True),
                            models.Q(("secret_digest", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="accounts_device_enrolled_has_a_secret",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("revoked_at__isnull", True), ("code_digest", ""), _connector="OR"),
                        name="accounts_device_revoked_has_no_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OneTimeCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(max_length=40)),
                (
                    "about",
                    models.CharField(
                        help_text="opaque key of what it proves: dossier:123, random at log-in", max_length=80
                    ),
                ),
                ("phone_index", models.CharField(max_length=32)),
                ("digest", models.CharField(help_text="keyed, over all of this and the six digits", max_length=32)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("issued_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["expires_at"], name="accounts_code_age")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("purpose", "about", "phone_index"), name="accounts_last_code_counts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("issued_at"))),
                        name="accounts_code_lasts_a_while",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("citizen", "Cá nhân"), ("organisation", "Tổ chức")], default="citizen", max_length=12
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "name_folded",
                    models.CharField(help_text="lower case, no diacritics: what search reads", max_length=200),
                ),
                ("birth_date", models.DateField(blank=True, null=True)),
                ("sex", models.CharField(blank=True, choices=[("male", "male"), ("female", "female")], max_length=6)),
                ("personal_id", apps.core.encryption.SealedTextField(blank=True, editable=True, null=True)),
                ("personal_id_index", models.CharField(blank=True, max_length=32, null=True)),
                (
                    "phone",
                    models.CharField(blank=True, help_text="+84…, a way to reach, not a way to log in", max_length=20),
                ),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["phone"], name="accounts_person_phone"),
                    models.Index(fields=["name_folded"], name="accounts_person_name", opclasses=["text_pattern_ops"]),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("personal_id_index",), name="accounts_person_personal_id"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("personal_id__isnull", True), ("personal_id_index__isnull", True)),
                            models.Q(("personal_id__isnull", False), ("personal_id_index__isnull", False)),
                            _connector="OR",
                        ),
                        name="accounts_person_id_with_its_index",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=60)),
                (
                    "phone_index",
                    models.CharField(
                        blank=True,
                        db_default="",
                        help_text="of the phone whose codes let them in; families share one",
                        max_length=32,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("is_demo", models.BooleanField(default=False, help_text="exists only where DEMO=1")),
                ("created_at", models.DateTimeField()),
                (
                    "person",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="user",
                        to="accounts.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("phone_index", ""), _negated=True),
                        fields=["phone_index"],
                        name="accounts_user_phone",
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("username",), name="accounts_user_username")],
            },
        ),
        migrations.CreateModel(
            name="Silence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("until", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("name",), name="accounts_one_silence")],
            },
        ),
        migrations.CreateModel(
            name="OpenSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("session_key", models.CharField(max_length=40)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("vneid", "VNeID"),
                            ("code", "Mã gửi đến điện thoại"),
                            ("password", "Mật khẩu"),
                            ("demo", "Chạy thử"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "machine",
                    models.CharField(help_text="browser and system in words, as far as it said", max_length=60),
                ),
                (
                    "is_shared",
                    models.BooleanField(default=False, help_text="a machine that others use too: ends soon when idle"),
                ),
                ("opened_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(help_text="to within a few minutes")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["seen_at"], name="accounts_session_age")],
                "constraints": [models.UniqueConstraint(fields=("session_key",), name="accounts_session_once")],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("representative", "Người đại diện theo pháp luật"),
                            ("delegate", "Người được giao nộp hồ sơ"),
                        ],
                        max_length=16,
                    ),
                ),
                ("from_date", models.DateField()),
                ("to_date", models.DateField(help_text="the last day", null=True)),
                ("made_by", models.CharField(help_text="opaque key of who admitted them", max_length=60)),
                ("made_at", models.DateTimeField()),
                ("ended_by", models.CharField(blank=True, help_text="opaque key of who ended it", max_length=60)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="accounts.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="accounts.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("person", "organisation"),
                        name="accounts_member_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("organisation")), _negated=True),
                        name="accounts_nobody_is_their_own_member",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date__isnull", True), ("to_date__gte", models.F("from_date")), _connector="OR"
                        ),
                        name="accounts_member_for_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by", "")),
                            models.Q(models.Q(("ended_at__isnull", False)), models.Q(("ended_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="accounts_member_ended_by_somebody",
                    ),
                ],
            },
        ),
    ]
