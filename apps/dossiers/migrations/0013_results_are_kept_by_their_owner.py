from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0012_papers_have_pages")]

    operations = []
