"""What an office once said can always be read: the database itself refuses UPDATE and DELETE."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION messaging_template_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'messaging_messagetemplate is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER messaging_template_append_only BEFORE UPDATE OR DELETE ON messaging_messagetemplate
    FOR EACH ROW EXECUTE FUNCTION messaging_template_stays();
"""
ALLOW = """
DROP TRIGGER messaging_template_append_only ON messaging_messagetemplate;
DROP FUNCTION messaging_template_stays();
"""


class Migration(migrations.Migration):
    replaces = [("messaging", "0004_wordings_are_append_only")]
    dependencies = [("messaging", "0002_deliveries_are_append_only")]

    operations = [migrations.RunSQL(sql=REFUSE, reverse_sql=ALLOW)]
