"""Provinces by month."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_rollups_and_doubts")]

    operations = []
