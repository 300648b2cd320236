"""Scans and shelves."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0006_answers_sent_with_help")]

    operations = []
