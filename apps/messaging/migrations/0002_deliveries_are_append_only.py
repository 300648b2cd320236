"""An attempt that happened is never rewritten: the database itself refuses UPDATE and DELETE."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION messaging_delivery_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'messaging_delivery is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER messaging_delivery_append_only BEFORE UPDATE OR DELETE ON messaging_delivery
    FOR EACH ROW EXECUTE FUNCTION messaging_delivery_stays();
"""
ALLOW = """
DROP TRIGGER messaging_delivery_append_only ON messaging_delivery;
DROP FUNCTION messaging_delivery_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_the_outbox")]

    operations = [migrations.RunSQL(sql=REFUSE, reverse_sql=ALLOW)]
