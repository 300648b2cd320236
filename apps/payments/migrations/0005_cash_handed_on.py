"""The cash of a confirmed book is handed on whole and once; a mistake is taken back by a further row."""

import django.db.models.deletion
from django.db import migrations, models

import apps.payments.domain.cash

REFUSE = """
CREATE FUNCTION payments_cash_handing_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    due bigint;
    gone bigint;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'payments_cashhanding is append-only' USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT confirmed - opening_float INTO due
      FROM payments_cashbook WHERE id = NEW.book_id AND state = 'confirmed' FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'cash is handed on from a confirmed book' USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT coalesce(sum(amount), 0) INTO gone FROM payments_cashhanding WHERE book_id = NEW.book_id;
    IF gone + NEW.amount NOT IN (0, due) THEN
        RAISE EXCEPTION 'cash is handed on whole and once' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_cash_handing_stays BEFORE INSERT OR UPDATE OR DELETE ON payments_cashhanding
    FOR EACH ROW EXECUTE FUNCTION payments_cash_handing_stays();
"""
ALLOW = """
DROP TRIGGER payments_cash_handing_stays ON payments_cashhanding;
DROP FUNCTION payments_cash_handing_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("officials", "0001_the_office_and_its_days"),
        ("payments", "0004_fee_receipts_in_three_parts"),
    ]

    operations = [
        migrations.CreateModel(
            name="CashHanding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(choices=[("handed", "handed"), ("taken_back", "taken_back")], max_length=10)),
                (
                    "goes_to",
                    models.CharField(
                        choices=[("treasurer", "treasurer"), ("treasury", "treasury"), ("bank", "bank")], max_length=10
                    ),
                ),
                (
                    "receiver",
                    models.CharField(help_text="who took it, or which treasury or bank", max_length=200),
                ),
                (
                    "document",
                    models.CharField(help_text="number of the receipt or of the paying-in slip", max_length=60),
                ),
                ("document_date", models.DateField()),
                ("amount", models.BigIntegerField(help_text="đồng: handed on is positive, taken back negative")),
                ("reason", models.TextField(blank=True, help_text="why it was taken back")),
                ("at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handings", to="payments.cashbook"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.official"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "book", "sequence"), name="payments_cash_handing_sequence"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount__gt", 0), ("kind", apps.payments.domain.cash.Handing["HANDED"]), ("reason", "")
                            ),
                            models.Q(
                                ("amount__lt", 0),
                                ("kind", apps.payments.domain.cash.Handing["TAKEN_BACK"]),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="payments_cash_handing_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True),
                        name="payments_cash_handing_has_a_document",
                    ),
                ],
            },
        ),
        migrations.RunSQL(sql=REFUSE, reverse_sql=ALLOW),
    ]
