"""The kinds of messages that Rapport posts by itself, and what each is about: the one table of them.

How each reads is said once too: `RENDERERS` of jobs/sending/renderers.py has a renderer by each of these names.
"""

from enum import Enum, StrEnum, auto
from typing import Self

from bot.domain.saying import later


class About(Enum):
    """What the subject of a message is."""

    FOLLOW_UP = auto()
    """The id of a follow-up that the message shows: it is edited whenever that changes."""

    CUSTOMERS = auto()
    """Something else that names customers, or says something of them."""

    THE_TEAM = auto()
    """Nothing that says anything of a customer, so everybody of the team may read it."""


class MessageKind(StrEnum):
    """A kind of outbox row. Its value is what the database holds; `in_words`: how a lead is told of one that failed."""

    about: About
    in_words: str

    def __new__(cls, value: str, about: About = About.CUSTOMERS, in_words: str = later("A message")) -> Self:
        """One row of the table."""
        kind = str.__new__(cls, value)
        kind._value_, kind.about, kind.in_words = value, about, in_words
        return kind

    ALERT = "alert", About.FOLLOW_UP, later("An alert")

    ASSIGNED = "assigned", About.FOLLOW_UP, later("A note about a new task")

    RELEASED = "released", About.FOLLOW_UP, later("A note about a task taken away")
    """To whoever had it."""

    WITHDRAWN = "withdrawn", About.FOLLOW_UP, later("A note about a task withdrawn")
    """To its assignee: whoever logged it took it back."""

    BACK = "back", About.FOLLOW_UP, later("A note about a task put off")
    """Brings back what was put off to later on the same day."""

    DUE_NOW = "due now", About.FOLLOW_UP, later("A note that it is time")
    """To whoever has something with a time of day, when that has come."""

    ARISEN = "arisen", About.FOLLOW_UP, later("A note about a new task")
    """An occasion of today that came up after the digest."""

    REOPENED = "reopened", About.FOLLOW_UP, later("A note about a complaint opened again")
    """To whoever has it, and to the leads."""

    APPROVAL = "approval", About.CUSTOMERS, later("A compensation to approve")
    """To the leads; its subject is the audit entry of the asking."""

    DECIDED = "decided", About.CUSTOMERS, later("A note about a compensation")
    """To whoever asked for one: what a lead decided. Its subject is the same."""

    STORY = "story", About.CUSTOMERS, later("A line in an alert's thread")
    """One event in the life of an alert; its subject is the audit entry of that."""

    WARNED = "warned", About.FOLLOW_UP, later("A reminder of an alert that nobody claimed")
    """In its thread, before its deadline."""

    ESCALATED = "escalated", About.FOLLOW_UP, later("A note about an alert that nobody claimed")
    """To who is asked next, after its deadline."""

    RENEWAL_IGNORED = "renewal ignored", About.FOLLOW_UP, later("A note about a renewal nobody works on")
    """To the leads, once for each renewal."""

    UNHEARD = "unheard", About.FOLLOW_UP, later("A note about an alert that reached nobody")
    """To whoever logged something whose alert reached nobody."""

    DIVERTED = "diverted", About.FOLLOW_UP, later("A note about an alert that went elsewhere")
    """To whoever logged something whose alert did not go where they were told."""

    DIGEST = "digest", About.CUSTOMERS, later("A daily digest")
    """Its subject is the person, as it is in its ledger row."""

    UNCLAIMED = "unclaimed", About.CUSTOMERS, later("The list of what nobody has")
    """To the team, as its ledger row."""

    HANDED_OVER = "handed over", About.CUSTOMERS, later("A note about a colleague's tasks")
    """To somebody who gets what a leaver had, and the ledger rows of its lines. Its subject is the leaver's id."""

    COVERED = "covered", About.CUSTOMERS, later("A note about an absent colleague's tasks")
    """To who covers for somebody away, with the ledger rows of its lines. Its subject is the id of the absence."""

    COVER_WANTED = "cover wanted", About.CUSTOMERS, later("The list of what nobody covers")
    """To the team, in the same way."""

    BACK_AGAIN = "back again", About.CUSTOMERS, later("A note about what happened while somebody was away")
    """To who was away; its subject is the id of the absence."""

    AWAY_NOTED = "away noted", About.THE_TEAM, later("A note that somebody is away")
    """To whom somebody else noted as away; its subject is the id of the absence."""

    AWAY_SUGGESTED = "away suggested", About.THE_TEAM, later("A question whether somebody is away")
    """To whose status in Slack says so; its subject is the day they are back by it, or "open"."""

    WEEK = "week", About.CUSTOMERS, later("A lead's view of the week")
    """To each lead; its subject is the week's first working day."""

    REPORT = "report", About.CUSTOMERS, later("The weekly report")
    """To the team; its subject is the last day that it is of."""

    REPORT_FILE = "report file", About.CUSTOMERS, later("A file of figures")
    """To whoever asked for it; its subject is the audit entry of that."""

    LEFT = "left", About.THE_TEAM, later("A note about somebody who left")
    """To the leads; its subject is the leaver's id."""

    GIVEN = "given", About.THE_TEAM, later("A note about customers given")
    """To somebody who was given another one's customers; its subject is the audit entry of that."""

    MENDER = "mender", About.THE_TEAM, later("A note about a theme to mend")
    """To whoever is named to mend a theme of complaints; its subject is the theme's id. It names no customer."""

    SETTINGS_CHANGED = "settings changed", About.THE_TEAM, later("A note about the settings")
    """To those whom a change of the settings concerns; its subject are the audit entries of that ("12,13";
    "back:12" where it was taken back)."""

    SET_UP = "set up", About.THE_TEAM, later("The message that leads through setting up")
    """To who installed Rapport in a new workspace; there is one for each."""

    SAMPLE = "sample", About.THE_TEAM, later("A sample of a message")
    """To who asked for it in the settings: of somebody made up. Its subject is which (bot/domain/samples.py)."""

    ALARM = "alarm", About.THE_TEAM, later("An alarm")
    """To the leads; its subject is the problem's code."""

    EXPORTED = "exported", About.CUSTOMERS, later("A file of customers")
    """To whoever asked for it; its subject is the audit entry of that."""

    IMPORT = "import", About.THE_TEAM, later("A note about a file of customers")
    """To whoever gave a file, how its import goes on; its subject is the id of that import."""

    RESTORED = "restored", About.THE_TEAM, later("A note that a backup was restored")
    """To the leads; its subject is the id of that restore."""

    CAME_AFTER = "came after", About.CUSTOMERS, later("A message from after the backup")
    """Posted after a backup that was restored since, so what it said is not known any more. Its subject is the id of
    that restore; it is only ever edited."""

    ACCESS = "access", About.CUSTOMERS, later("A file of what is kept of a customer")
    """To the lead who asked for it; its subject is the customer's id with the file's ending: "12:html"."""

    FORGETTING = "forgetting", About.THE_TEAM, later("A note that a customer is being forgotten")
    """To the leads, with the way to take it back; its subject is the id of that. It names nobody."""

    ERASURE = "erasure", About.THE_TEAM, later("The report of an erasure")
    """To the leads: what came of it. Its subject is the same."""

    FORGOTTEN = "forgotten", About.CUSTOMERS
    """What was about a customer who was erased; it is only ever edited."""

    MAIL = "mail", About.CUSTOMERS, later("A note about a letter that did not go out")
    """To whoever approved a letter to a customer; its subject is the letter's id."""

    SURVEY_ANSWERED = "survey answered", About.CUSTOMERS, later("A note about a customer's answer")
    """To whoever asked a customer how it went; its subject is the id of that survey."""

    COUNTER_ANSWER = "counter answer", About.CUSTOMERS, later("A note about a low answer at a counter")
    """Where alerts go: who was it? Its subject is the id of that answer (storage/counters.py)."""

    WHOSE_WORDS = "whose words", About.CUSTOMERS, later("A question about a message in a watched channel")
    """In the thread of that message, or to the leads; its subject is the id of what is known of the message."""

    FLOOD = "flood", About.THE_TEAM, later("A note that a watched channel brings too much at once")
    """Where alerts go; its subject is the id of the flood. It names nobody."""

    BACKFILL = "backfill", About.THE_TEAM, later("A note about a channel's past being read")
    """To whoever asked for it; its subject is the id of that backfill. It names nobody."""

    SCRIBBLED = "scribbled", About.CUSTOMERS, later("An answer in a direct message")
    """To whoever wrote to Rapport there: what was understood. Its subject is the id of that (storage/scribbles.py)."""

    REACTED = "reacted", About.CUSTOMERS, later("A question about a message that somebody reacted to")
    """To whoever reacted: whom the message is about. Its subject is the id of the reaction (storage/reactions.py)."""

    UNDELIVERED = "undelivered", About.THE_TEAM, later("A note about a message that failed")
    """To a lead; its subject is the id of the row that failed."""


ABOUT_AN_ENTRY = (MessageKind.STORY, MessageKind.APPROVAL, MessageKind.DECIDED)
"""Kinds whose subject is an audit entry about a follow-up."""

SHOWING_A_FOLLOW_UP = tuple(kind for kind in MessageKind if kind.about is About.FOLLOW_UP)

OF_THE_TEAM = frozenset(kind for kind in MessageKind if kind.about is About.THE_TEAM)
"""These name no customer and say nothing of one. Every other kind does."""

ABOUT_FAILURES = frozenset({MessageKind.UNDELIVERED, MessageKind.UNHEARD})
"""Messages about one that failed. When they fail too, nobody is told of that besides."""
