"""Layouts of an office."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("desk", "0006_lists_of_what_changes_hands")]

    operations = []
