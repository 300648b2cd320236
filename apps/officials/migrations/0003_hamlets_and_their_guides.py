import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_and_their_log_in"),
        ("officials", "0002_the_calendar_is_kept_by_the_office"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hamlet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="as people write it: thôn Nà Lạn", max_length=100)),
                ("guide_name", models.CharField(blank=True, max_length=200)),
                (
                    "guide_phone",
                    models.CharField(blank=True, help_text="+84…, shown to everybody, by their leave", max_length=20),
                ),
                ("meets_at", models.CharField(blank=True, help_text="where and when one finds them", max_length=200)),
                ("is_current", models.BooleanField(default=True, help_text="false: merged into another one")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hamlets", to="officials.agency"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Helper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_date", models.DateField()),
                ("to_date", models.DateField(blank=True, null=True)),
                ("registered_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="helpers", to="officials.agency"
                    ),
                ),
                (
                    "hamlet",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="helpers",
                        to="officials.hamlet",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="hamlet",
            constraint=models.UniqueConstraint(fields=("agency", "name"), name="officials_hamlet_once"),
        ),
        migrations.AddConstraint(
            model_name="hamlet",
            constraint=models.CheckConstraint(
                condition=models.Q(("guide_phone", ""), models.Q(("guide_name", ""), _negated=True), _connector="OR"),
                name="officials_guide_has_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="helper",
            constraint=models.UniqueConstraint(fields=("agency", "person", "from_date"), name="officials_helper_once"),
        ),
        migrations.AddConstraint(
            model_name="helper",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_date__isnull", True), ("to_date__gte", models.F("from_date")), _connector="OR"),
                name="officials_helper_period",
            ),
        ),
    ]
