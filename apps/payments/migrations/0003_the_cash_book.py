"""The cash book: every cash receipt, reversal and refund stands in exactly one book; a closed book never changes."""

import django.db.models.deletion
from django.db import migrations, models

import apps.core.encryption
import apps.payments.domain.cash

REFUSE = """
CREATE FUNCTION payments_cash_book_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a cash book is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'open' THEN
            RAISE EXCEPTION 'a cash book begins open' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.agency_id, OLD.cashier_id, OLD.year, OLD.number, OLD.opened_at)
        IS DISTINCT FROM (NEW.agency_id, NEW.cashier_id, NEW.year, NEW.number, NEW.opened_at) THEN
        RAISE EXCEPTION 'a cash book keeps its cashier and its number' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = 'open' THEN
        IF NEW.state NOT IN ('open', 'closed')
            OR (OLD.opening_float <> 0 AND NEW.opening_float <> OLD.opening_float) THEN
            RAISE EXCEPTION 'an open cash book is closed first' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.state = 'closed' AND NEW.expected <> NEW.opening_float
            + (SELECT coalesce(sum(amount), 0) FROM payments_cashline WHERE book_id = NEW.id) THEN
            RAISE EXCEPTION 'a cash book closes on its lines' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state = 'closed' AND NEW.state = 'confirmed'
        AND (OLD.opening_float, OLD.notes, OLD.others, OLD.expected, OLD.counted, OLD.explanation, OLD.facts,
             OLD.closed_by_id, OLD.closed_at)
        IS NOT DISTINCT FROM
            (NEW.opening_float, NEW.notes, NEW.others, NEW.expected, NEW.counted, NEW.explanation, NEW.facts,
             NEW.closed_by_id, NEW.closed_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a closed cash book never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER payments_cash_book_stays BEFORE INSERT OR UPDATE OR DELETE ON payments_cashbook
    FOR EACH ROW EXECUTE FUNCTION payments_cash_book_stays();

CREATE FUNCTION payments_cash_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'payments_cashline is append-only' USING ERRCODE = 'restrict_violation';
    END IF;
    PERFORM FROM payments_cashbook WHERE id = NEW.book_id AND state = 'open' FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a closed cash book takes no line' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_cash_line_stays BEFORE INSERT OR UPDATE OR DELETE ON payments_cashline
    FOR EACH ROW EXECUTE FUNCTION payments_cash_line_stays();

CREATE FUNCTION payments_cash_receipt_is_booked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM payments_attempt WHERE id = NEW.attempt_id AND way = 'counter')
        AND NOT EXISTS (SELECT FROM payments_cashline WHERE receipt_id = NEW.id) THEN
        RAISE EXCEPTION 'a cash receipt stands in a cash book' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_cash_receipt_is_booked AFTER INSERT ON payments_receipt
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_cash_receipt_is_booked();
"""
ALLOW = """
DROP TRIGGER payments_cash_receipt_is_booked ON payments_receipt;
DROP FUNCTION payments_cash_receipt_is_booked();
DROP TRIGGER payments_cash_line_stays ON payments_cashline;
DROP FUNCTION payments_cash_line_stays();
DROP TRIGGER payments_cash_book_stays ON payments_cashbook;
DROP FUNCTION payments_cash_book_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_keys_files_and_jobs"),
        ("officials", "0001_the_office_and_its_days"),
        ("payments", "0002_receipts_are_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="demand",
            name="declined",
            field=models.CharField(
                blank=True,
                choices=[
                    ("merit", "merit"),
                    ("poor", "poor"),
                    ("near_poor", "near_poor"),
                    ("disabled", "disabled"),
                    ("child", "child"),
                    ("elderly", "elderly"),
                    ("minority", "minority"),
                    ("on_time", "on_time"),
                ],
                help_text="claimed, refused",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="demand",
            name="proof_file",
            field=models.ForeignKey(
                help_text="the proof, scanned",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.storedfile",
            ),
        ),
        migrations.CreateModel(
            name="CashBook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("closed", "closed"), ("confirmed", "confirmed")],
                        default=apps.payments.domain.cash.BookState["OPEN"],
                        max_length=10,
                    ),
                ),
                (
                    "opening_float",
                    models.PositiveBigIntegerField(default=0, help_text="đồng in the drawer before the first receipt"),
                ),
                ("opened_at", models.DateTimeField()),
                ("notes", models.JSONField(default=list, help_text="[[note, how many], …]")),
                ("others", models.PositiveBigIntegerField(default=0, help_text="đồng in coins and smaller notes")),
                ("expected", models.BigIntegerField(blank=True, help_text="đồng that should be there", null=True)),
                ("counted", models.BigIntegerField(blank=True, help_text="đồng that were there", null=True)),
                ("explanation", models.TextField(blank=True, help_text="why the two differ")),
                ("facts", models.JSONField(default=dict, help_text="names and sums beside the drawer")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed",
                    models.BigIntegerField(blank=True, help_text="đồng that the other one counted", null=True),
                ),
                ("remark", models.TextField(blank=True, help_text="of whoever confirmed")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "cashier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cash_books", to="officials.official"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="officials.official",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CashLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.CharField(
                        choices=[("receipt", "receipt"), ("reversal", "reversal"), ("refund", "refund")], max_length=10
                    ),
                ),
                ("amount", models.BigIntegerField(help_text="đồng: in is positive, out negative")),
                ("entered_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="officials.agency"
                    ),
                ),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="payments.cashbook"
                    ),
                ),
                (
                    "receipt",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cash_line",
                        to="payments.receipt",
                    ),
                ),
                (
                    "refund",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cash_line",
                        to="payments.refund",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="cashbook",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [apps.payments.domain.cash.BookState["OPEN"], apps.payments.domain.cash.BookState["CLOSED"]],
                    )
                ),
                fields=["agency", "opened_at", "id"],
                name="payments_unfinished_cash_books",
            ),
        ),
        migrations.AddIndex(
            model_name="cashbook",
            index=models.Index(fields=["agency", "cashier", "-opened_at", "id"], name="payments_books_of_a_cashier"),
        ),
        migrations.AddConstraint(
            model_name="cashbook",
            constraint=models.UniqueConstraint(fields=("agency", "year", "number"), name="payments_cash_book_number"),
        ),
        migrations.AddConstraint(
            model_name="cashbook",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", apps.payments.domain.cash.BookState["OPEN"])),
                fields=("agency", "cashier"),
                name="payments_one_open_cash_book",
            ),
        ),
        migrations.AddConstraint(
            model_name="cashbook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", apps.payments.domain.cash.BookState["OPEN"]),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        ("counted__isnull", False),
                        ("expected__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="payments_closed_on_a_count",
            ),
        ),
        migrations.AddConstraint(
            model_name="cashbook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", apps.payments.domain.cash.BookState["OPEN"]),
                    ("counted", models.F("expected")),
                    models.Q(("explanation", ""), _negated=True),
                    _connector="OR",
                ),
                name="payments_a_difference_is_explained",
            ),
        ),
        migrations.AddConstraint(
            model_name="cashbook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", apps.payments.domain.cash.BookState["CONFIRMED"]), _negated=True),
                    models.Q(
                        ("confirmed__isnull", False),
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        models.Q(("confirmed_by", models.F("cashier")), _negated=True),
                        models.Q(("confirmed_by", models.F("closed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="payments_confirmed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="cashbook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", apps.payments.domain.cash.BookState["CONFIRMED"]), _negated=True),
                    ("confirmed", models.F("counted")),
                    models.Q(("remark", ""), _negated=True),
                    _connector="OR",
                ),
                name="payments_another_count_is_explained",
            ),
        ),
        migrations.AddConstraint(
            model_name="cashline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("amount__gt", 0),
                        ("entry", apps.payments.domain.cash.Entry["RECEIPT"]),
                        ("receipt__isnull", False),
                        ("refund__isnull", True),
                    ),
                    models.Q(
                        ("amount__lt", 0),
                        ("entry", apps.payments.domain.cash.Entry["REVERSAL"]),
                        ("receipt__isnull", False),
                        ("refund__isnull", True),
                    ),
                    models.Q(
                        ("amount__lt", 0),
                        ("entry", apps.payments.domain.cash.Entry["REFUND"]),
                        ("receipt__isnull", True),
                        ("refund__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="payments_cash_line_is_of_one_thing",
            ),
        ),
        migrations.AddIndex(
            model_name="demand",
            index=models.Index(
                condition=models.Q(("decided_at__isnull", False)),
                fields=["agency", "decided_at"],
                name="payments_decided_on",
            ),
        ),
        migrations.AddIndex(
            model_name="cashline",
            index=models.Index(fields=["agency", "entered_at"], name="payments_cash_of_a_day"),
        ),
        migrations.RunSQL(sql=REFUSE, reverse_sql=ALLOW),
    ]
