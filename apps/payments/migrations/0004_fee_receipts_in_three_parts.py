"""Fee receipts in three parts."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_the_cash_book")]

    operations = []
