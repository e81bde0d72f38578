"""The local database: tables, engine, migrations, backups."""
