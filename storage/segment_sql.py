"""The conditions of a segment (bot/domain/segment.py) in SQL, over the table `customers AS c`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain import segment as asked
from bot.domain.candidates import Ask
from bot.domain.custom_fields import CustomField, FieldType
from bot.domain.customers import Tier
from bot.domain.folding import fold
from bot.domain.segment import FieldGoneError, Segment, comparisons, within_days
from storage import abouts, candidates, themes
from storage.conditions import NOBODY, Condition, all_of, any_of, none_of, one_of
from storage.database import UnitOfWork
from storage.instants import day_text
from storage.quiet import quiet

_FAR = 366
"""A birthday is at most so many days ahead."""


_SILENT = (
    "NOT EXISTS (SELECT 1 FROM touchpoints AS t WHERE t.customer_id = c.id AND t.happened_on > ?"
    " AND t.undone_at IS NULL)"
)
_LAST_MOOD = (
    "(SELECT coalesce((SELECT label FROM mood_labels AS l WHERE l.touchpoint_id = t.id), t.mood_label)"
    " FROM touchpoints AS t WHERE t.customer_id = c.id AND t.undone_at IS NULL AND (t.mood_label != 'unscored'"
    " OR t.id IN (SELECT touchpoint_id FROM mood_labels)) ORDER BY t.happened_on DESC, t.id DESC LIMIT 1) = ?"
)


@dataclass(frozen=True)
class Composer:
    """Puts conditions into SQL as things stand on a day, with the team's own fields by their ids.

    `tiers`: the cadence, in days, of those tiers that have one.
    """

    uow: UnitOfWork
    today: date
    fields: Mapping[int, CustomField]
    tiers: Mapping[Tier, int]

    def where(self, segment: Segment) -> Condition:
        """Who is in the segment. Raises FieldGoneError where a field is asked for that there is not."""
        parts: list[Condition] = [("c.removed_at IS NULL", ())]
        for kind in dict.fromkeys(one.kind for one in segment.conditions):
            if wanted := segment.values(kind):
                each = [self._one(kind, value) for value in wanted]
                parts.append(all_of(each) if kind == asked.WORD else any_of(each))
            if unwanted := segment.values(kind, is_not=True):
                sql, parameters = any_of(self._one(kind, value) for value in unwanted)
                parts.append((f"({sql}) IS NOT TRUE", parameters))  # what is unknown (no company) is not so either
        return all_of(parts)

    def _one(self, kind: str, value: str) -> Condition:
        if kind.startswith(asked.FIELD):
            return self._own_field(int(kind.removeprefix(asked.FIELD)), value)
        return _SQL[kind](self, value)

    def word(self, value: str) -> Condition:
        """Words that begin a word of the name, of other names, the company or an email."""
        words = fold(value).split()
        return self.uow.full_text.with_all("c.id", words) if words else NOBODY

    def tag(self, value: str) -> Condition:
        """A tag, in small letters."""
        if value == asked.NONE:
            return "c.id NOT IN (SELECT customer_id FROM customer_tags)", ()
        return "c.id IN (SELECT customer_id FROM customer_tags WHERE tag = ?)", (value,)

    def person(self, column: str, value: str) -> Condition:
        """Somebody of the team, or nobody."""
        return (f"c.{column} IS NULL", ()) if value == asked.NOBODY else (f"c.{column} = ?", (value,))

    def company(self, value: str) -> Condition:
        """Companies of this name but for case and accents, among those of whom somebody has its words."""
        if value == asked.NONE:
            return "c.company = ''", ()
        named, parameters = self.word(value)
        rows = self.uow.rows(f"SELECT DISTINCT c.company FROM customers AS c WHERE {named}", parameters)  # noqa: S608  # ours
        return one_of("c.company", sorted(row["company"] for row in rows if fold(row["company"]) == fold(value)))

    def language(self, value: str) -> Condition:
        """The language as it is written there, but for case."""
        if value == asked.NONE:
            return "c.language = ''", ()
        return "lower(c.language) = ?", (value.casefold(),)

    def silent(self, value: str) -> Condition:
        """Nobody was in touch since that day; whom nobody ever touched is among them."""
        return _SILENT, (self._day(-(within_days(value) or 0)),)

    def number(self, column: str, value: str) -> Condition:
        """A whole number."""
        if value == asked.NONE:
            return f"{column} IS NULL", ()
        return all_of((f"{column} {sign} ?", (int(operand),)) for sign, operand in comparisons(value))

    def day(self, column: str, value: str, *, ahead: bool) -> Condition:
        """A day between now and so many days on (or back), in a month of any year, past, or compared."""
        if value == asked.NONE:
            return f"{column} IS NULL", ()
        if value == asked.PAST:
            return f"{column} < ?", (self._day(0),)
        if value in asked.MONTHS:
            return f"substr({column}, 6, 2) = ?", (f"{asked.MONTHS.index(value) + 1:02}",)
        days = within_days(value)
        if days is not None:
            first, last = (0, days) if ahead else (-days, 0)
            return f"{column} BETWEEN ? AND ?", (self._day(first), self._day(last))
        return all_of((f"{column} {sign} ?", (operand,)) for sign, operand in comparisons(value))

    def birthday(self, value: str) -> Condition:
        """In a month, or from today on within so many days."""
        if value == asked.NONE:
            return "c.birth_month IS NULL", ()
        if value in asked.MONTHS:
            return "c.birth_month = ?", (asked.MONTHS.index(value) + 1,)
        days = min(within_days(value) or 0, _FAR)
        found = {(on.month, on.day) for on in (self.today + timedelta(days=n) for n in range(days + 1))}
        if {(2, 28), (3, 1)} & found:
            found.add((2, 29))  # kept on one of them in most years
        return any_of(
            all_of(
                (("c.birth_month = ?", (month,)), one_of("c.birth_day", sorted(day for m, day in found if m == month)))
            )
            for month in sorted({month for month, _ in found})
        )

    def lost(self, value: str) -> Condition:
        """Who has left us, or has not."""
        return f"c.lost_on IS {'NOT ' if value == 'yes' else ''}NULL", ()

    def theme(self, value: str) -> Condition:
        """Who raised a theme of this name, but for case and accents; or none at all."""
        raised = (
            "SELECT l.customer_id FROM theme_links AS l JOIN themes AS h ON h.id = l.theme_id"
            " LEFT JOIN touchpoints AS t ON t.id = l.touchpoint_id WHERE h.removed_at IS NULL AND t.undone_at IS NULL"
        )
        if value == asked.NONE:
            return f"c.id NOT IN ({raised})", ()
        called = [one.id for one in themes.all_of(self.uow) if one.key == fold(value)]
        named, parameters = one_of("l.theme_id", called)
        return f"c.id IN ({raised} AND {named})", parameters

    def about(self, value: str) -> Condition:
        """Who was in touch about this, but for case and accents; or about nothing that anybody named."""
        named = "SELECT t.customer_id FROM touchpoints AS t WHERE t.category != '' AND t.undone_at IS NULL"
        if value == asked.NONE:
            return f"c.id NOT IN ({named})", ()
        words = [word for word in abouts.used(self.uow, "category") if fold(word) == fold(value)]
        of_these, parameters = one_of("t.category", words)
        return f"c.id IN ({named} AND {of_these})", parameters

    def complaint(self, _value: str) -> Condition:
        """Who has one that is not put right yet."""
        return "c.id IN (SELECT customer_id FROM followups WHERE kind = 'complaint' AND status = 'open')", ()

    def mood(self, value: str) -> Condition:
        """How the last contact sounded of which that is known; what somebody said of it counts before the score."""
        return _LAST_MOOD, (value,)

    def rating(self, value: str) -> Condition:
        """What they answered last."""
        return candidates.rated_nothing() if value == asked.NONE else candidates.rated(value)

    def candidates(self, value: str) -> Condition:
        """Whom to ask for something now."""
        return candidates.whom_to_ask(self.uow, Ask(value), self.today, self.tiers)

    def health(self, value: str) -> Condition:
        """How it stands with them as it was counted last; NONE: too little is known."""
        if value == asked.NONE:
            return "c.id NOT IN (SELECT customer_id FROM customer_health)", ()
        return "c.id IN (SELECT customer_id FROM customer_health WHERE level = ?)", (value,)

    def risk(self, value: str) -> Condition:
        """Who may leave us, or does not seem to."""
        may_leave = "EXISTS (SELECT 1 FROM customer_health AS h WHERE h.customer_id = c.id AND h.cause != '')"
        return (may_leave if value == "yes" else f"NOT {may_leave}"), ()

    def cadence(self, value: str) -> Condition:
        """Who has not heard from us for longer than agreed, or with whom nothing is agreed."""
        if value == asked.NONE:
            return all_of([("c.cadence_days IS NULL", ()), none_of("c.tier", list(self.tiers))])
        return quiet(self.uow, self.today, self.tiers)

    def _own_field(self, field_id: int, value: str) -> Condition:
        field = self.fields.get(field_id)
        if field is None:
            raise FieldGoneError
        of_field = "SELECT v.customer_id FROM customer_values AS v WHERE v.field_id = ?"
        if value == asked.NONE:
            return f"c.id NOT IN ({of_field})", (field_id,)
        sql, parameters = self._own_value(field, value)
        return f"c.id IN ({of_field} AND {sql})", (field_id, *parameters)

    def _own_value(self, field: CustomField, value: str) -> Condition:
        match field.type:
            case FieldType.NUMBER:
                # Within the field alone: PostgreSQL may look at the values of others first, which are no numbers.
                number = "CASE WHEN v.field_id = ? THEN CAST(v.value AS DOUBLE PRECISION) END"
                return all_of(
                    (f"{number} {sign} CAST(? AS DOUBLE PRECISION)", (field.id, operand))
                    for sign, operand in comparisons(value)
                )
            case FieldType.DATE:
                return self.day("v.value", value, ahead=True)
            case FieldType.TEXT:
                return any_of(("lower(v.value) LIKE ? ESCAPE '!'", (f"%{_escaped(way)}%",)) for way in _ways(value))
            case _:
                return "v.value = ?", (value,)

    def _day(self, days: int) -> str:
        """So many days from today."""
        return str(day_text(date.fromordinal(max(1, self.today.toordinal() + days))))


_SQL: Mapping[str, Callable[[Composer, str], Condition]] = {
    asked.WORD: Composer.word,
    "tag": Composer.tag,
    **{
        key: lambda _, value, key=key: (f"c.{key} = ?", (value,))  # type: ignore[misc]  # mypy takes no default there
        for key in ("stage", "tier", "kind")
    },
    "owner": lambda composer, value: composer.person("owner", value),
    "backup": lambda composer, value: composer.person("backup_owner", value),
    "company": Composer.company,
    "language": Composer.language,
    "silent": Composer.silent,
    "renewal": lambda composer, value: composer.day("c.renewal", value, ahead=True),
    "birthday": Composer.birthday,
    "value": lambda composer, value: composer.number("c.lifetime_value", value),
    "since": lambda composer, value: composer.day("c.since", value, ahead=False),
    "lost": Composer.lost,
    "complaint": Composer.complaint,
    "about": Composer.about,
    "theme": Composer.theme,
    "mood": Composer.mood,
    "rating": Composer.rating,
    "candidates": Composer.candidates,
    "health": Composer.health,
    "risk": Composer.risk,
    "cadence": Composer.cadence,
}
"""Kind of condition -> its SQL."""


def _ways(words: str) -> list[str]:
    """How words may stand in what `lower` gives: SQLite's leaves letters as they are that ASCII has not."""
    written = (words.lower(), words.upper(), words.title(), words.capitalize())
    return list(dict.fromkeys(_lower_ascii(way) for way in written))


def _lower_ascii(words: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in words)


def _escaped(words: str) -> str:
    """Words in which LIKE finds nothing but letters."""
    return words.replace("!", "!!").replace("%", "!%").replace("_", "!_")
