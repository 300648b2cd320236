"""What days, procedures and the open are counted from."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0009_hamlets")]
    operations: list = []
