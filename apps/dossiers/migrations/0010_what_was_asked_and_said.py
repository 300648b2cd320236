from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0009_help_is_counted")]

    operations = []
