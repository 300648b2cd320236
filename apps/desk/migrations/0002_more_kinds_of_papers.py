"""Slips for control, and for what was handed out."""

from django.db import migrations, models

KINDS = (
    "receipt",
    "supplement_request",
    "refusal",
    "apology",
    "stop",
    "control",
    "result_receipt",
)
CHOICES = [(kind, kind) for kind in KINDS]


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_papers_letters_and_the_guard")]

    operations = [
        migrations.AlterField(model_name=model, name="kind", field=models.CharField(choices=CHOICES, max_length=20))
        for model in ("letter", "slip")
    ]
