import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_and_their_log_in"),
    ]

    operations = [
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
            ],
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
            ],
        ),
        migrations.CreateModel(
            name="Silence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="user",
            name="phone_index",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="of the phone whose codes let them in; families share one",
                max_length=32,
            ),
        ),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(
                condition=models.Q(("phone_index", ""), _negated=True),
                fields=["phone_index"],
                name="accounts_user_phone",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="members", to="accounts.person"
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="accounts.person"
            ),
        ),
        migrations.AddIndex(
            model_name="onetimecode",
            index=models.Index(fields=["expires_at"], name="accounts_code_age"),
        ),
        migrations.AddConstraint(
            model_name="onetimecode",
            constraint=models.UniqueConstraint(
                fields=("purpose", "about", "phone_index"), name="accounts_last_code_counts"
            ),
        ),
        migrations.AddConstraint(
            model_name="onetimecode",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("issued_at"))), name="accounts_code_lasts_a_while"
            ),
        ),
        migrations.AddField(
            model_name="opensession",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="silence",
            constraint=models.UniqueConstraint(fields=("name",), name="accounts_one_silence"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("person", "organisation"),
                name="accounts_member_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", models.F("organisation")), _negated=True),
                name="accounts_nobody_is_their_own_member",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_date__isnull", True), ("to_date__gte", models.F("from_date")), _connector="OR"),
                name="accounts_member_for_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by", "")),
                    models.Q(models.Q(("ended_at__isnull", False)), models.Q(("ended_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="accounts_member_ended_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="opensession",
            index=models.Index(fields=["seen_at"], name="accounts_session_age"),
        ),
        migrations.AddConstraint(
            model_name="opensession",
            constraint=models.UniqueConstraint(fields=("session_key",), name="accounts_session_once"),
        ),
    ]
