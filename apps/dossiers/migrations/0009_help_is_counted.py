from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0008_parties_and_handed_over_drafts")]

    operations = []
