from django.db import migrations

FORWARD = """
CREATE FUNCTION dossiers_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('mot_cua.tests_may_truncate', true) = 'yes' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'events of a dossier are only ever added (% refused)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER dossiers_event_no_change BEFORE UPDATE OR DELETE ON dossiers_dossierevent
    FOR EACH ROW EXECUTE FUNCTION dossiers_refuse_change();
CREATE TRIGGER dossiers_event_no_truncate BEFORE TRUNCATE ON dossiers_dossierevent
    FOR EACH STATEMENT EXECUTE FUNCTION dossiers_refuse_change();
"""

BACKWARD = """
DROP TRIGGER dossiers_event_no_truncate ON dossiers_dossierevent;
DROP TRIGGER dossiers_event_no_change ON dossiers_dossierevent;
DROP FUNCTION dossiers_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_the_case_with_all_it_holds")]

    operations = [migrations.RunSQL(sql=FORWARD, reverse_sql=BACKWARD)]
