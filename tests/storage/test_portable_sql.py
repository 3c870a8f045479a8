"""Statements are said in SQL that SQLite and PostgreSQL both understand."""

import re
from pathlib import Path

import pytest

import storage

FOLDER = Path(storage.__file__).parent
OF_ONE_ENGINE = {
    *("backup", "connections", "encryption", "engine", "migrations", "read_only", "replaced", "restores", "schema"),
    *("search", "workspace"),  # full-text search is each engine's own
}
"""Modules that know which engine they speak to."""

ONLY_SQLITE = {
    "OR IGNORE and OR REPLACE": r"\bOR (IGNORE|REPLACE)\b",
    "json_each": r"\bjson_each\b",
    "->>": r"->",
    "COLLATE NOCASE": r"\bCOLLATE\b",
    "lastrowid": r"\blastrowid\b",
    "total() and iif()": r"\b(total|iif)\(",
    "IS NOT with a value": r"\bIS (NOT )?['?:]",
    "max() of two": r"\b(max|min)\((?:[^()]|\([^()]*\))*,",
    "a whole number as a condition": r"\bNOT [a-z_.]+(?= |\")|\b(AND|WHERE) [a-z_.]+ (AND|OR)\b",
    "date arithmetic": r"\b(date|strftime|julianday)\(",
    "named parameters": r"[ (=]:[a-z_]+\b",
    "IN ()": r"\bIN \(\)",
}
"""What only SQLite understands -> how it looks."""

SQL = re.compile(r'"[^"]*\b(?:SELECT|INSERT|UPDATE|DELETE|WHERE|AND|FROM|SET|VALUES|ORDER|CASE|OR)\b[^"]*"')
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in OF_ONE_ENGINE)


@pytest.mark.parametrize("module", MODULES)
def test_no_statement_is_said_so_that_only_sqlite_understands_it(module: str) -> None:
    code = re.sub(r'""".*?"""', "", (FOLDER / f"{module}.py").read_text(), flags=re.DOTALL)
    statements = SQL.findall(code)
    found = [(what, said) for what, looks in ONLY_SQLITE.items() for said in statements if re.search(looks, said)]

    assert found == []
