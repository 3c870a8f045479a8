"""SQLite's full-text search (https://sqlite.org/fts5.html)."""

from collections.abc import Mapping, Sequence

from bot.domain.passages import Term
from storage import many
from storage.conditions import NOBODY, Condition, begins
from storage.database import LOOKED_THROUGH, Groups, UnitOfWork


class Fts5:
    """storage.database.FullText over the table customers_fts, with its index of beginnings of two and three letters."""

    shortest = 2

    def words(self, uow: UnitOfWork, customer_id: int) -> str:
        """The words of a customer; "" where there are none."""
        row = uow.row("SELECT words FROM customers_fts WHERE rowid = ?", (customer_id,))
        return str(row["words"]) if row else ""

    def put(self, uow: UnitOfWork, customer_id: int, words: str) -> None:
        """Keep them, in place of what was kept."""
        uow.execute("DELETE FROM customers_fts WHERE rowid = ?", (customer_id,))
        if words:
            uow.execute("INSERT INTO customers_fts (rowid, words) VALUES (?, ?)", (customer_id, words))

    def add(self, uow: UnitOfWork, words: Mapping[int, str]) -> None:
        """Keep those of new customers."""
        many.insert(uow, "customers_fts (rowid, words)", "(?, ?)", words.items())

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
        query = _query(groups, " AND " if every else " OR ")
        begin, begun = begins("words", also)
        rows = uow.rows(
            "SELECT id, words FROM (SELECT rowid AS id, words FROM customers_fts"  # noqa: S608  # ours
            f" WHERE customers_fts MATCH ? LIMIT ?) AS found WHERE {begin} LIMIT ?",
            (query, LOOKED_THROUGH if also else limit, *begun, limit),
        )
        return {row["id"]: row["words"] for row in rows}

    def with_all(self, column: str, words: Sequence[str]) -> Condition:
        """Whether somebody has words that begin like these."""
        query = " AND ".join(f'"{_inside(word)}"*' for word in words)
        return f"{column} IN (SELECT rowid FROM customers_fts WHERE customers_fts MATCH ?)", (query,)  # noqa: S608  # ours

    def in_passages(self, _uow: UnitOfWork, groups: Groups) -> Condition:
        """By the table passages_fts, which triggers keep equal to passages."""
        if not groups:
            return NOBODY
        return "p.id IN (SELECT rowid FROM passages_fts WHERE passages_fts MATCH ?)", (_query(groups, " AND "),)


def _query(groups: Groups, join: str) -> str:
    return join.join(f"({' OR '.join(map(_term, group))})" for group in groups)


def _term(term: Term) -> str:
    return f'"{_inside(term.word)}"{"*" if term.is_begun else ""}'


def _inside(word: str) -> str:
    """A word as it stands between the quotes of a query."""
    return word.replace('"', '""')
