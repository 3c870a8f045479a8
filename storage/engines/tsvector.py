"""PostgreSQL's full-text search (https://www.postgresql.org/docs/current/textsearch.html), without its parser.

Words are folded already: they go as they are into a tsvector, and a query says which of them it means. So an email is
the words it consists of, as it is for SQLite.
"""

import re
from collections.abc import Mapping, Sequence

from bot.domain.passages import Term
from storage import many
from storage.conditions import NOBODY, Condition, begins
from storage.database import LOOKED_THROUGH, Groups, UnitOfWork

LONGEST = 200
"""Letters of a word that are looked at; PostgreSQL takes 2,046 bytes."""


class TsVector:
    """storage.database.FullText over the table customers_fts.

    A GIN index gives nothing before it has read everything that begins so: of two letters that took 70 ms.
    """

    shortest = 3

    def __init__(self) -> None:
        self._uses_indexes = False

    def _use_indexes(self, uow: UnitOfWork) -> None:
        """In what is left of this transaction: PostgreSQL thinks that reading the whole table comes to a limit soon.

        It does not where rows that are alike stand together: 290 ms instead of 10 (of a million). Compiling such plans
        is off as well, which their price would bring about.
        """
        if not self._uses_indexes:
            uow.execute("SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)")
            self._uses_indexes = True

    def words(self, uow: UnitOfWork, customer_id: int) -> str:
        """The words of a customer; "" where there are none."""
        row = uow.row("SELECT words FROM customers_fts WHERE customer_id = ?", (customer_id,))
        return str(row["words"]) if row else ""

    def put(self, uow: UnitOfWork, customer_id: int, words: str) -> None:
        """Keep them, in place of what was kept."""
        uow.execute("DELETE FROM customers_fts WHERE customer_id = ?", (customer_id,))
        if words:
            uow.execute(
                "INSERT INTO customers_fts (customer_id, words, lexemes) VALUES (?, ?, array_to_tsvector(?))",
                (customer_id, words, _parts(words)),
            )

    def add(self, uow: UnitOfWork, words: Mapping[int, str]) -> None:
        """Keep those of new customers."""
        rows = ((customer_id, said, _parts(said)) for customer_id, said in words.items())
        many.insert(uow, "customers_fts (customer_id, words, lexemes)", "(?, ?, array_to_tsvector(?))", rows)

    def having(
        self,
        uow: UnitOfWork,
        groups: Groups,
        limit: int,
        *,
        every: bool = True,
        also: Sequence[str] = (),
    ) -> dict[int, str]:
        """The words of customers by what they begin with."""
        said = [
            meant
            for group in groups
            if (meant := [_query(term.word, whole=not term.is_begun) for term in group if _parts(term.word)])
        ]
        if not said or (every and len(said) < len(groups)):
            return {}
        query = (" & " if every else " | ").join(f"({' | '.join(group)})" for group in said)
        self._use_indexes(uow)
        begin, begun = begins("words", also)
        rows = uow.rows(
            "SELECT id, words FROM (SELECT customer_id AS id, words FROM customers_fts"  # noqa: S608  # ours
            f" WHERE lexemes @@ CAST(? AS tsquery) LIMIT ?) AS found WHERE {begin} LIMIT ?",
            (query, LOOKED_THROUGH if also else limit, *begun, limit),
        )
        return {row["id"]: row["words"] for row in rows}

    def with_all(self, column: str, words: Sequence[str]) -> Condition:
        """Whether somebody has words that begin like these; nobody has one without letter or figure."""
        if not words or not all(map(_parts, words)):
            return NOBODY
        query = " & ".join(_query(word, whole=False) for word in words)
        return f"{column} IN (SELECT customer_id FROM customers_fts WHERE lexemes @@ CAST(? AS tsquery))", (query,)  # noqa: S608  # ours

    def in_passages(self, uow: UnitOfWork, groups: Groups) -> Condition:
        """By the index over the words of passages, whose expression this is."""
        if not groups:
            return NOBODY
        self._use_indexes(uow)
        query = " & ".join(f"({' | '.join(map(_term, group))})" for group in groups)
        lexemes_of_row = "array_to_tsvector(array_remove(string_to_array(p.words, ' '), ''))"
        return f"{lexemes_of_row} @@ CAST(? AS tsquery)", (query,)


def _term(term: Term) -> str:
    """Words of passages have no quote and no backslash (bot/domain/passages.py)."""
    return f"'{term.word}'{':*' if term.is_begun else ''}"


def lexemes(words: str) -> str:
    """What is kept of them, as PostgreSQL writes a tsvector."""
    return " ".join(f"'{part}'" for part in _parts(words))


def _parts(words: str) -> list[str]:
    return [part[:LONGEST] for part in re.findall(r"\w+", words)]


def _query(word: str, *, whole: bool) -> str:
    """All parts of a word; the last one may be only begun."""
    *first, last = (f"'{part}'" for part in _parts(word))  # letters and digits alone: nothing to escape
    return f"({' & '.join([*first, last if whole else f'{last}:*'])})"
