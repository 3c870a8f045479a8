"""The made-up business of the sandbox: customers with details, past touchpoints, complaints and birthdays around today.

What there is stands in business.toml, and what was said in the year before in history.toml (chronicle.py writes it).
Everything of business.toml goes through the bot's own use cases, at the time at which it
happened, so that the sandbox shows nothing the bot could not have stored. What lies in the past was told in its time:
only what is still open is posted.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from importlib import resources
from typing import Any

from bot.app import Rapport
from bot.domain.calendar import WorkingHours, instant_of, local_date
from bot.domain.channel import Severity
from bot.domain.custom_fields import FieldType
from bot.domain.customers import Birthday, Customer, DetailCategory, Kind, Stage, Tier
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.message_kinds import MessageKind
from bot.domain.people import Person
from bot.domain.resolving import Resolution
from bot.domain.segment import EVERYBODY, Condition, Segment, Sorting
from bot.domain.settings import WorkspaceSettings
from bot.domain.slack_channel import Destination
from bot.domain.thanks import Thanks
from bot.domain.touchpoints import TouchpointKind
from bot.reading.rating import read_rating
from bot.reading.repeats import rule_of
from bot.sandbox.demo.chronicle import Chronicle
from bot.sandbox.demo.year import USUAL_GAP, YEAR, Known, year
from bot.sandbox.world.staff import users
from bot.use_cases import figures, followups, thanks
from bot.use_cases.custom_fields import define_field
from bot.use_cases.customers import add_customer
from bot.use_cases.details import remember
from bot.use_cases.health import health_of
from bot.use_cases.life import Because
from bot.use_cases.log_touchpoint import NewTouchpoint, log_touchpoint
from bot.use_cases.lost_customers import change_stage, lose, win_back
from bot.use_cases.playbook_runs import begin, by_hand
from bot.use_cases.playbooks import playbooks_of
from bot.use_cases.resolving import resolve
from bot.use_cases.saved_lists import save_list
from bot.use_cases.session import Session, customer_of
from storage import health, outbox, segments
from storage.database import UnitOfWork

Happened = tuple[int, Callable[[], None]]
"""How many days ago something happened, and what writes it."""

Row = dict[str, Any]
"""A table of business.toml."""

CLOCK = time(10, 30)
"""When things happened that lie in the past."""

SATURDAY = 5

LAST_WEEKS, WEEKS_APART = 8, 6
"""Of how many weeks it is counted how it stood with everybody, and every how many before them: it costs the start."""

LEAD, FIELDS_SINCE = "cara", 400
"""Who named the business's own fields, and how many days ago."""

RESOLUTION = ("resolution", "apology", "compensation", "root_cause")


def open_for(rapport: Rapport) -> None:
    """Fill an empty database; one that has customers is left alone."""
    with rapport.database.reading() as uow:
        if segments.count(uow, EVERYBODY, date.min):
            return
    people = {user["name"]: rapport.deps.person(user["id"]) for user in users().values() if _works(user)}
    rules = rapport.deps.settings()
    hours = rapport.deps.working_hours(rules)
    rapport.database.write(lambda uow: Business(rapport, uow, people, rules, hours).open())


def _works(user: Row) -> bool:
    return not (user["is_bot"] or user["deleted"] or user["is_restricted"] or user["is_stranger"])


@dataclass(frozen=True)
class Business:
    """Writes what business.toml tells, oldest first. `people`: by the name they have there."""

    rapport: Rapport
    uow: UnitOfWork
    people: dict[str, Person]
    rules: WorkspaceSettings
    working_hours: WorkingHours

    def open(self) -> None:
        """Add everybody, then let everything happen in its order."""
        tells = told("business.toml")
        lead = self._session(LEAD, FIELDS_SINCE)
        fields = [
            define_field(lead, one["name"], FieldType(one["type"]), one.get("choices", "")) for one in tells["fields"]
        ]
        by_key = {done.field.key: done.field.id for done in fields}
        happened: list[Happened] = []
        known: dict[str, int] = {}
        for row in tells["customers"]:
            customer = self._add(row, by_key, known)
            known[customer.name] = customer.id
            for listed, write in self._kinds().items():
                happened += [(one["ago"], partial(write, customer, one)) for one in row.get(listed, [])]
        happened += [*self._past(tells["customers"], known), *self._weeks()]
        for _, happens in sorted(happened, key=lambda each: -each[0]):
            happens()
        for one in tells["lists"]:
            self._save(one)
        while figures.count_some(self._session(LEAD, 0)):
            """Until every day is counted."""

    def _kinds(self) -> dict[str, Callable[[Customer, Row], None]]:
        """What can have happened to a customer -> who writes it."""
        return {
            "touches": self._touch,
            "followups": self._follow_up,
            "thanks": self._thank,
            "life": self._turn,
            "playbooks": self._begin,
        }

    def _past(self, rows: list[Row], known: dict[str, int]) -> Iterator[Happened]:
        """The year before, of those who were customers then, and of those who left us in it."""
        tells, mood, today = told("history.toml"), self.rapport.deps.mood, self._today()
        chronicle = Chronicle(self._at, lambda text: mood(text, self.rules), self._now(), self.rules.timezone)
        past = [_known(known[row["name"]], row) for row in rows if row.get("owner") and row.get("since")]
        for row in tells["former"]:
            customer = self._add(row | {"stage": Stage.RETENTION}, {}, known)
            past.append(Known(customer.id, row["owner"], row["since"], row["ago"] + 1))
            left = {"by": row["owner"], "ago": row["ago"], "lost": row["because"], "text": row.get("words", "")}
            yield row["ago"], partial(self._turn, customer, left)
        for row in tells["themes"]:
            yield row["ago"], partial(chronicle.named, LEAD, row["owner"], row)
        for contact in year(tells, past, sorted(self.people), today):
            yield (today - contact.on).days, partial(chronicle.write, contact)
        for row in rows:
            if row.get("renewal", YEAR) < YEAR <= row.get("since", 0):
                ago = YEAR - row["renewal"]
                due = today - timedelta(days=ago)
                yield ago, partial(chronicle.renewed, row["owner"], known[row["name"]], due)

    def _weeks(self) -> Iterator[Happened]:
        """How it stood with everybody, as each of the last weeks began, and some before, and now."""
        monday = self._today().weekday()
        weeks = (*range(LAST_WEEKS), *range(LAST_WEEKS, YEAR // 7, WEEKS_APART))
        for ago in (*(monday + 7 * week for week in weeks), 0):
            yield ago, partial(self._count_health, ago)

    def _count_health(self, ago: int) -> None:
        session = self._session(LEAD, ago)
        everybody = segments.ids(session.uow, EVERYBODY, session.today)
        health.keep(session.uow, health_of(session, everybody), session.today)

    def _add(self, row: Row, fields: dict[str, int], known: dict[str, int]) -> Customer:
        session = self._session(row.get("owner", "cara"), row.get("since", 30))
        today = self._today()
        new = Customer(
            0,
            row["name"],
            kind=Kind(row.get("kind", "person")),
            company=row.get("company", ""),
            aliases=tuple(row.get("aliases", ())),
            emails=tuple(row.get("emails", ())),
            phones=tuple(row.get("phones", ())),
            tags=tuple(row.get("tags", ())),
            birthday=_birthday(row["birthday"], today) if "birthday" in row else None,
            stage=Stage(row["stage"]),
            tier=Tier(row.get("tier", "standard")),
            owner=self._id(row.get("owner", "")),
            backup_owner=self._id(row.get("backup", "")),
            since=today - timedelta(days=row["since"]) if "since" in row else None,
            renewal=today + timedelta(days=row["renewal"]) if "renewal" in row else None,
            lifetime_value=row.get("value"),
            cadence_days=row.get("cadence"),
            wishes_ok=row.get("wishes", True),
            do_not_contact=not row.get("contact", True),
            referred_by=known[row["referred_by"]] if "referred_by" in row else None,
            custom=tuple(sorted((fields[key], value) for key, value in row.get("custom", {}).items())),
        )
        customer = add_customer(session, new, although_known=True).customer
        for category, text in row.get("details", ()):
            remember(session, customer, text, DetailCategory(category))
        return customer

    def _touch(self, customer: Customer, row: Row) -> None:
        """A touchpoint, complaint or rating, and what became of its alert."""
        session = self._session(row["by"], row["ago"])
        new = NewTouchpoint(
            kind=_kind(row),
            text=row["text"],
            mood=self.rapport.deps.mood(row["text"], session.settings),
            source="command",
            channel=row["via"],
            severity=Severity(row["severity"]) if "severity" in row else None,
            rating=read_rating(row["rating"]) if "rating" in row else None,
        )
        alert = log_touchpoint(session, customer, new, Destination()).alert
        if alert:
            self._settle(alert, customer, row)

    def _settle(self, alert: FollowUp, customer: Customer, row: Row) -> None:
        state = row.get("state", "")
        if state.startswith("claimed by "):
            followups.claim(self._session(state.removeprefix("claimed by "), row["ago"]), alert.id)
        if state:
            return
        self._forget_alert(alert)
        session = self._session(self._name(customer.owner) or row["by"], max(row["ago"] - 1, 0))
        done = [row.get(name, "") for name in RESOLUTION]
        followups.claim(session, alert.id)
        if done[0]:
            resolve(session, alert.id, Resolution(*done))
        else:
            followups.finish(session, alert.id)

    def _forget_alert(self, alert: FollowUp) -> None:
        """The team was alerted long ago."""
        for row in outbox.posts(self.uow, MessageKind.ALERT, str(alert.id)):
            outbox.withdraw(self.uow, row.id, "told before the sandbox opened", self._now())

    def _follow_up(self, customer: Customer, row: Row) -> None:
        session = self._session(row["by"] or "cara", row["ago"])
        due = self._today() + timedelta(days=row["due"])
        kind = FollowUpKind(row.get("kind", "other"))
        followups.create_followup(
            session,
            customer,
            row["title"],
            due,
            kind=kind,
            assignee=self._id(row["by"]),
            at=time.fromisoformat(row["at"]) if "at" in row else None,
            repeats=str(rule_of(row["every"])) if "every" in row else "",
            is_promised=row.get("promised", False),
        )

    def _begin(self, customer: Customer, row: Row) -> None:
        """A playbook, by hand."""
        session = self._session(row["by"], row["ago"])
        book = next(one for one in playbooks_of(session) if one.name == row["name"])
        begin(session, book, customer, by_hand(session, book, customer))

    def _thank(self, customer: Customer, row: Row) -> None:
        wanted = Thanks(customer.id, row["reason"], self._id(row["by"]))
        thanks.plan_thanks(self._session(row["by"], row["ago"]), wanted)

    def _turn(self, customer: Customer, row: Row) -> None:
        """Another stage, lost, or won back."""
        session = self._session(row["by"], row["ago"])
        now = customer_of(session, customer.id)
        why = row.get("text", "")
        if "stage" in row:
            change_stage(session, now, Stage(row["stage"]), Because(why))
        elif "lost" in row:
            lose(session, now, row["lost"], words=why)
        else:
            win_back(session, now, why)

    def _save(self, row: Row) -> None:
        """A list that the lead shares, counted since a week ago."""
        segment = Segment.of(*(Condition(kind, value) for kind, value in row["conditions"]))
        save_list(self._session(LEAD, 7), row["name"], segment, Sorting.NAME, is_shared=True)

    def _session(self, name: str, ago: int) -> Session:
        """The work of somebody, so many days ago at half past ten; today: now."""
        day = self._today() - timedelta(days=ago)
        return self._at(name, instant_of(day, CLOCK, self.rules.timezone) if ago else self._now())

    def _at(self, name: str, when: datetime) -> Session:
        return Session(self.uow, self.people[name], when, self.rules, self.working_hours)

    def _id(self, name: str) -> str | None:
        return self.people[name].id if name else None

    def _name(self, user_id: str | None) -> str:
        return next((name for name, person in self.people.items() if person.id == user_id), "")

    def _now(self) -> datetime:
        return self.rapport.deps.clock.now()

    def _today(self) -> date:
        return local_date(self._now(), self.rules.timezone)


def told(name: str) -> dict[str, Any]:
    """What one of the files tells."""
    return tomllib.loads(resources.files("bot.sandbox.demo").joinpath(name).read_text(encoding="utf-8"))


def _known(customer_id: int, row: Row) -> Known:
    """What business.toml tells of a customer begins where their year before ends."""
    first = min((one["ago"] for one in row.get("touches", [])), default=1)
    return Known(customer_id, row["owner"], row["since"], first, row.get("cadence", USUAL_GAP))


def _kind(row: Row) -> TouchpointKind:
    if "rating" in row:
        return TouchpointKind.RATING
    return TouchpointKind.COMPLAINT if "severity" in row else TouchpointKind.TOUCHPOINT


def _birthday(words: str, today: date) -> Birthday:
    """A day ("03-14", "1984-02-29"), "+3" for in three days, or "weekend" for the next Saturday."""
    if not words.startswith("+") and words != "weekend":
        *year, month, day = map(int, words.split("-"))
        return Birthday(month, day, *year)
    ahead = (SATURDAY - today.weekday()) % 7 or 7 if words == "weekend" else int(words)
    kept = today + timedelta(days=ahead)
    return Birthday(kept.month, kept.day)
