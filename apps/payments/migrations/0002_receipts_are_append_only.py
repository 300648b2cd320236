"""A receipt that was issued is never rewritten: the database itself refuses UPDATE and DELETE."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION payments_receipt_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'payments_receipt is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER payments_receipt_append_only BEFORE UPDATE OR DELETE ON payments_receipt
    FOR EACH ROW EXECUTE FUNCTION payments_receipt_stays();
"""
ALLOW = """
DROP TRIGGER payments_receipt_append_only ON payments_receipt;
DROP FUNCTION payments_receipt_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_fees_and_money")]

    operations = [migrations.RunSQL(sql=REFUSE, reverse_sql=ALLOW)]
