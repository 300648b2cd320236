"""Fee receipts in three parts: which print of a receipt was the original is known."""

import django.db.models.deletion
from django.db import migrations, models


def _to(model: str, related_name: str = "+") -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=model)


class Migration(migrations.Migration):
    dependencies = [
        ("officials", "0001_the_office_and_its_days"),
        ("payments", "0003_the_cash_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReceiptPrint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(help_text="1 is the original")),
                ("printed_at", models.DateTimeField()),
                ("agency", _to("officials.agency")),
                ("printed_by", _to("officials.official")),
                ("receipt", _to("payments.receipt", related_name="prints")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "receipt", "number"), name="payments_receipt_printed_once"
                    )
                ]
            },
        ),
    ]
