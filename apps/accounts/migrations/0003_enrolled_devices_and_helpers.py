from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_who_they_are")]

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
    ]
