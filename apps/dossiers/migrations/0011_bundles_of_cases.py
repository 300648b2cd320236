from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0010_what_was_asked_and_said")]

    operations = []
