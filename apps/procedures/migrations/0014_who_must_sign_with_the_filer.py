from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("procedures", "0013_words_are_indexed_at_once")]

    operations = []
