"""Room for arrangements: what an agency arranged gets a day from which it holds."""

import django.db.models.deletion
from django.db import migrations, models

MODES = [("restart", "Tính lại từ đầu"), ("resume", "Tính tiếp phần còn lại")]
UNITS = [
    ("working_day", "working_day"),
    ("working_hour", "working_hour"),
    ("calendar_day", "calendar_day"),
    ("same_day", "same_day"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("officials", "0001_the_office"),
        ("procedures", "0007_a_doubt_is_settled_by_a_person"),
    ]
    operations = [
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("effective_from", models.DateField(blank=True, null=True)),
                ("effective_to", models.DateField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("saved_at", models.DateTimeField()),
                ("supplement_mode", models.CharField(choices=MODES, default="restart", max_length=8)),
                ("form_schema", models.JSONField(blank=True, default=dict)),
                ("result_template", models.TextField(blank=True)),
                ("settled_amount", models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                ("settled_unit", models.CharField(blank=True, choices=UNITS, max_length=16)),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrangements",
                        to="procedures.offering",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint(model_name="workflowstep", name="procedures_step_position"),
        migrations.RemoveConstraint(model_name="offering", name="procedures_offering_settled"),
        migrations.AddField(
            model_name="workflowstep",
            name="arrangement",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="workflow_steps",
                to="procedures.arrangement",
            ),
        ),
        migrations.AlterField(
            model_name="workflowstep",
            name="offering",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="workflow_steps",
                to="procedures.offering",
            ),
        ),
    ]
