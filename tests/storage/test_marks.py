"""Whoever writes what figures are counted of marks it, or it is said here why that need not be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import storage

ROOT = Path(storage.__file__).parent.parent
COUNTED = "touchpoints|mood_labels|followups|resolutions"
WRITES = re.compile(rf"\b(INSERT INTO|UPDATE|DELETE FROM) (({COUNTED})\b|\{{\}})|^({COUNTED}) \(")
"""Into a table that is counted, or one whose name stands in a variable; also as many.insert is told."""

MARKS = {"mark", "mark_of", "mark_behind", "mark_joined"}
NOT_COUNTED = {
    "covering.forget": "for whom somebody covers",
    "health._drop": "its own tables",
    "many._statement": "who calls it says into what",
    "merges.move": "whose they are",
    "merges.move_back": "whose they are",
    "merges.set_origins": "from what they arose",
    "moving._to_be_mended": "it is only said to a person",
    "postgres_sweep.add_marks": "its own table",
    "resolutions.check_on": "when their customer is asked",
    "said_fine.spare": "because of what nobody was alarmed",
    "sqlite_sweep.sweep": "the full-text index",
    "surveys.forget_before": "its own tables",
}
"""Function -> what it writes, of which no figure is counted."""


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """All but steps of the schema, after which the whole is counted where it must be."""
    for path in (path for folder in ("storage", "bot", "handlers", "jobs") for path in (ROOT / folder).rglob("*.py")):
        if path.stem.endswith("migrations") or not re.search("INSERT INTO|UPDATE|DELETE FROM|many.insert", text(path)):
            continue
        for node in ast.walk(ast.parse(text(path))):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.stem}.{node.name}", node


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def said(node: ast.AST) -> Iterator[str]:
    """The texts in it, with {} for what stands in a variable."""
    for one in ast.walk(node):
        if isinstance(one, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in one.values)
        elif isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value


def calls(node: ast.AST) -> set[str]:
    return {
        one.func.attr for one in ast.walk(node) if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute)
    }


def test_every_function_that_writes_what_is_counted_marks_it() -> None:
    writing = {name: node for name, node in functions() if any(map(WRITES.search, said(node)))}

    assert {name for name, node in writing.items() if not calls(node) & MARKS} == NOT_COUNTED.keys()
