"""Agencies, officials, duties, settings, hamlets and the calendar."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("officials", "0001_the_office"),
        ("officials", "0002_the_calendar_is_kept_by_the_office"),
        ("officials", "0003_hamlets_and_their_guides"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_people_and_how_they_log_in"),
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=35)),
                ("name", models.CharField(help_text="as on paper: UBND xã Suối Mây", max_length=200)),
                ("short_name", models.CharField(help_text="as people say it: Xã Suối Mây", max_length=100)),
                (
                    "desk_name",
                    models.CharField(help_text="Trung tâm Phục vụ hành chính công xã Suối Mây", max_length=200),
                ),
                ("place", models.CharField(help_text="the place before the date on papers: Suối Mây", max_length=100)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("is_ours", models.BooleanField(default=False, help_text="the office this installation serves")),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "calendar_version",
                    models.PositiveIntegerField(default=1, help_text="counts every change of its working days"),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="officials.agency",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("code",), name="officials_agency_code"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_ours", True)), fields=("is_ours",), name="officials_one_own_agency"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("holiday", "Nghỉ lễ"),
                            ("in_lieu", "Nghỉ bù"),
                            ("swap_off", "Nghỉ hoán đổi"),
                            ("makeup_work", "Làm bù"),
                            ("own_hours", "Giờ riêng"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("basis", models.CharField(blank=True, max_length=200)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("is_confirmed", models.BooleanField(default=True, help_text="false: dự kiến")),
                ("sessions", models.CharField(blank=True, help_text="its own hours, e.g. 07:30-11:30", max_length=100)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="calendar_days", to="officials.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "date"), name="officials_calendar_day_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "makeup_work"),
                            models.Q(("kind", "own_hours"), models.Q(("sessions", ""), _negated=True)),
                            ("sessions", ""),
                            _connector="OR",
                        ),
                        name="officials_hours_of_a_worked_day",
                    ),
                ],
            },
        ),
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "name"), name="officials_hamlet_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("guide_phone", ""), models.Q(("guide_name", ""), _negated=True), _connector="OR"
                        ),
                        name="officials_guide_has_a_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("series", models.CharField(max_length=30)),
                ("period", models.CharField(max_length=10)),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="number_series", to="officials.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "series", "period"), name="officials_number_series_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("weekday", models.PositiveSmallIntegerField()),
                ("opens_at", models.TimeField()),
                ("closes_at", models.TimeField()),
                (
                    "reception_only",
                    models.BooleanField(
                        default=False, help_text="papers are taken in, but the day is not counted (QĐ 14/2010/QĐ-TTg)"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hours", to="officials.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "weekday", "opens_at"), name="officials_session_once"),
                    models.CheckConstraint(condition=models.Q(("weekday__lte", 6)), name="officials_session_weekday"),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))), name="officials_session_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("value", models.JSONField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="settings", to="officials.agency"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("agency", "name"), name="officials_setting_once")],
            },
        ),
        migrations.CreateModel(
            name="Official",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("position", models.CharField(help_text="chức danh, as printed under a signature", max_length=200)),
                ("unit_name", models.CharField(blank=True, help_text="bộ phận", max_length=200)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="officials", to="officials.agency"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="official",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "name"], name="officials_official_agency")],
            },
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "person", "from_date"), name="officials_helper_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date__isnull", True), ("to_date__gte", models.F("from_date")), _connector="OR"
                        ),
                        name="officials_helper_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyAssignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("from_date", models.DateField()),
                ("to_date", models.DateField(blank=True, null=True)),
                (
                    "official",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assignments", to="officials.official"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("official", "duty", "from_date"), name="officials_duty_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date__isnull", True), ("to_date__gte", models.F("from_date")), _connector="OR"
                        ),
                        name="officials_duty_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200)),
                ("lines", models.JSONField(help_text="the good lines")),
                ("refused", models.JSONField(help_text="[{number, why, said, other}]")),
                ("read_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CalendarChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("set_up", "Lịch ban đầu"),
                            ("entered", "Ghi ngày"),
                            ("removed", "Bỏ ngày"),
                            ("confirmed", "Xác nhận ngày dự kiến"),
                            ("imported", "Nhập từ tệp"),
                            ("picked", "Chọn ngày dự kiến"),
                            ("hours", "Đổi giờ làm việc"),
                        ],
                        max_length=12,
                    ),
                ),
                ("days", models.JSONField(default=list, help_text="[{date, before, after}]")),
                ("hours", models.JSONField(default=list, help_text="[{weekday, before, after}]")),
                ("made_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_changes",
                        to="officials.agency",
                    ),
                ),
                (
                    "made_by",
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
                    models.UniqueConstraint(fields=("agency", "version"), name="officials_calendar_change_once")
                ],
            },
        ),
    ]
