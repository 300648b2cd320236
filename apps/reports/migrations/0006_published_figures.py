"""Published figures."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_exports")]

    operations = []
