"""Exports."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_index_counts_and_targets")]

    operations = []
