"""Frozen reports."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_provinces_by_month")]

    operations = []
