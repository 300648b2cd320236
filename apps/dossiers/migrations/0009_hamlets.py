"""The hamlet a dossier comes from."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0008_days_are_counted_from_an_index")]
    operations: list = []
