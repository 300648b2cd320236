"""The books of certification."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("desk", "0008_results_are_collected")]

    operations: list[migrations.operations.base.Operation] = []
