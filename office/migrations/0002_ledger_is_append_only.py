"""PostgreSQL itself refuses to change or remove what is in the ledger.

Not on SQLite, where such a trigger would also stop the tests from emptying their tables.
TRUNCATE is left alone for the same reason; it belongs to the owner of the table.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION office_entry_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A ledger entry is never changed or deleted';
END $$;
CREATE TRIGGER office_entry_is_kept BEFORE UPDATE OR DELETE ON office_entry
FOR EACH ROW EXECUTE FUNCTION office_entry_is_kept();
"""
ALLOW = """
DROP TRIGGER office_entry_is_kept ON office_entry;
DROP FUNCTION office_entry_is_kept();
"""


def on_postgresql(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statements)

    return run


class Migration(migrations.Migration):
    dependencies = [("office", "0001_initial")]

    operations = [
        migrations.RunPython(on_postgresql(REFUSE), on_postgresql(ALLOW)),
    ]
