from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("procedures", "0014_who_must_sign_with_the_filer")]

    operations = []
