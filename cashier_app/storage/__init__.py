"""The till's database: tables, repositories, unit of work, migrations, backup."""
