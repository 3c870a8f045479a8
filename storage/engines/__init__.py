"""What truly differs from engine to engine: opening, transactions, parameters, migrations, full-text search."""
