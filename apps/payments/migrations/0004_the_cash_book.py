"""The cash book."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("payments", "0002_receipts_are_append_only")]

    operations: list[migrations.operations.base.Operation] = []
