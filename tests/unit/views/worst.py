"""The worst that can be stored: the longest texts, hostile names, and as many of everything as there may be."""

from dataclasses import replace
from datetime import date, time, timedelta

from bot.domain.alert import Alert
from bot.domain.calendar import WorkingHours
from bot.domain.card import Card, WholeCard
from bot.domain.caretaker import Caretaker
from bot.domain.channel import Severity
from bot.domain.custom_fields import CustomField, FieldList, FieldType
from bot.domain.customers import Birthday, Candidate, Customer, Detail, DetailCategory, Stage, Tier, Unclear
from bot.domain.digest import COMING_BIRTHDAY, Digest, Note
from bot.domain.due_days import HowDue
from bot.domain.followups import TITLE_LENGTH, FollowUp, FollowUpItem, FollowUpKind, Status
from bot.domain.handover import Belongings, Handover, Part
from bot.domain.history import PAGE as HISTORY_PAGE
from bot.domain.history import Change, History
from bot.domain.home import FEW, ComingBirthday, Home, MyWeek, Rows
from bot.domain.leaving import HandedOver, Leaving
from bot.domain.ledger import Reminder
from bot.domain.life import LifeEvent, Turn
from bot.domain.listing import PAGE, Listed, Listing
from bot.domain.logged import Logged
from bot.domain.message_kinds import MessageKind
from bot.domain.mood import Mood
from bot.domain.mood_course import MoodPoint
from bot.domain.original import Original
from bot.domain.outbox import FEEDBACK, OutboxRow, Priority
from bot.domain.passages import PAGE as PASSAGES_PAGE
from bot.domain.passages import Passage, PassageMark, Passages, Source, wanted
from bot.domain.people import Person, Role
from bot.domain.problems import Problem
from bot.domain.rating import Rating
from bot.domain.reader import Reader
from bot.domain.resolving import Resolution, Resolved
from bot.domain.restored import Lost, Restored
from bot.domain.said_fine import Said
from bot.domain.settings import SETTINGS as ALL_SETTINGS
from bot.domain.settings import SettingsChange, WorkspaceSettings
from bot.domain.slack_channel import Destination
from bot.domain.snooze import REASON_LENGTH
from bot.domain.status import Figures
from bot.domain.status import Status as HowItGoes
from bot.domain.thanks import Goal
from bot.domain.touches import PAGE as TOUCHES
from bot.domain.touches import TouchMark, TouchPage
from bot.domain.touchpoints import TEXT_LENGTH, Touchpoint, TouchpointKind
from bot.domain.undoable import Undoable
from bot.reading.doubts import Choice, Doubt
from bot.views.confirmation import done_with
from bot.views.customer_form import Beside
from bot.views.filling import Filling
from bot.views.mrkdwn import escape
from tests.fake_clock import MONDAY_NINE as NOW
from tests.other_settings import OTHER

TODAY = date(2026, 11, 23)
READER = Reader(NOW, WorkingHours("Europe/Lisbon"))
HOSTILE = "<!channel> & <@U0BEN> *_`~\u202e<https://evil.example|click>\n"
MANY = 50


def long(length: int) -> str:
    """Hostile words of exactly this length."""
    return (HOSTILE * length)[:length].strip().ljust(length, "&")


NAME = long(200).replace("\n", " ")
FIELDS = tuple(
    CustomField(number, f"{number} {long(37)}"[:40], f"{number}-{'k' * 37}"[:40], kind, choices)
    for number, kind in enumerate([*FieldType] * 6, 1)
    for choices in [tuple(f"{one} {long(60)}"[:60] for one in range(50)) if kind is FieldType.CHOICE else ()]
)


def _worst_value(one: CustomField) -> str:
    values = {FieldType.NUMBER: f"-{10**12}.123456", FieldType.DATE: "2026-09-30", FieldType.YES_NO: "yes"}
    return values.get(one.type, long(500))


CUSTOMER = Customer(
    7,
    NAME,
    company=NAME,
    aliases=tuple(f"{number} {NAME}"[:200] for number in range(10)),
    emails=tuple(f"{'x' * 240}{number}@evil.example" for number in range(5)),
    phones=tuple(f"+1212555{number:04}" for number in range(20)),
    channel="in person",
    timezone="America/Argentina/ComodRivadavia",
    language="en",
    birthday=Birthday(2, 29, 1904),
    stage=Stage.ACQUISITION,
    tier=Tier.STANDARD,
    tags=tuple(f"{number}-{'t' * 30}" for number in range(MANY)),
    owner="U0ANA",
    backup_owner="U0BEN",
    since=date(1999, 1, 1),
    renewal=TODAY + timedelta(days=14),
    lifetime_value=10**12,
    cadence_days=3650,
    wishes_ok=False,
    email_ok=False,
    do_not_contact=True,
    lost_on=date(2026, 2, 28),
    lost_reason=long(200),
    referred_by=8,
    custom=tuple((one.id, _worst_value(one)) for one in FIELDS),
)
FIELD_LIST = FieldList(FIELDS, dict.fromkeys(range(31), 10**6), may_define=True)
BESIDE = Beside(FIELDS, CUSTOMER)
MOOD = Mood(-0.987654, "negative", tuple(long(300) for _ in range(MANY)), long(500))


def touchpoint(kind: TouchpointKind = TouchpointKind.COMPLAINT, number: int = 1) -> Touchpoint:
    return Touchpoint(
        id=number,
        kind=kind,
        customer_id=7,
        happened_on=TODAY,
        channel="in person",
        text=long(TEXT_LENGTH),
        mood=MOOD,
        logged_by="U0ANA",
        logged_at=NOW,
        source="command",
        severity=Severity.MEDIUM,
        rating=Rating("nps", 0, long(100)),
        link="https://harbour-kitchen.slack.com/archives/C0GENERAL/p1764000000000000",
    )


def followup(kind: FollowUpKind = FollowUpKind.COMPLAINT, number: int = 1, assignee: str | None = "U0BEN") -> FollowUp:
    return FollowUp(
        number,
        7,
        kind,
        long(TITLE_LENGTH),
        TODAY - timedelta(days=400),
        "U0ANA",
        NOW,
        deadline=NOW if kind is FollowUpKind.COMPLAINT else None,
        assignee=assignee,
        assigned_at=NOW if assignee else None,
        touchpoint_id=1,
        severity=Severity.MEDIUM,
        snoozed_until=TODAY + timedelta(days=1),
        snooze_reason=long(REASON_LENGTH),
    )


def timed() -> FollowUp:
    return replace(followup(FollowUpKind.CALLBACK), due_at=NOW)


def done(one: FollowUp, status: Status = Status.DONE) -> FollowUp:
    closed = {"status": status, "closed_at": NOW, "closed_by": "U0BEN", "outcome": long(3000)}
    return FollowUp(**{**vars(one), **closed})


FOLLOWUPS = [
    followup(kind, number, assignee)
    for number, (kind, assignee) in enumerate(((k, a) for k in FollowUpKind for a in ("U0BEN", None)), start=1)
]
ITEMS = [FollowUpItem(followup(list(FollowUpKind)[n % 8], n, ("U0BEN", None)[n % 2]), CUSTOMER) for n in range(MANY)]
CANDIDATES = tuple(Candidate(CUSTOMER, TODAY) for _ in range(MANY))
UNCLEAR = Unclear(long(TEXT_LENGTH), CANDIDATES[:5], 10**9)
CARETAKER = Caretaker("U0BEN", "U0ANA", "U01")
ASTRAY = Destination(None, "U0BEN", long(120))
RESOLUTION = Resolution(long(3000), long(300), long(300), long(60), long(60), 10**11, "EUR")
RESOLVED = Resolved(1, 1, RESOLUTION, "U0BEN", NOW, decided_by="U0ANA", decided_why=long(300), check_on=TODAY)
LOGGED = Logged(
    *(touchpoint(), CUSTOMER, CARETAKER, followup(), followup(FollowUpKind.CALLBACK), 10**9, ASTRAY),
    no_channel=True,
    before=RESOLVED,
)
ALERT = Alert(
    *(followup(), touchpoint(), CUSTOMER, CARETAKER, 50, TODAY, RESOLVED, READER),
    before=RESOLVED,
    earlier=(RESOLVED,) * 9,
    open_there=9,
)
DETAILS = tuple(Detail(n, 7, DetailCategory.OTHER, long(1000), "U0ANA", NOW) for n in range(MANY))
CARD = Card(
    CUSTOMER,
    CARETAKER,
    READER,
    TODAY,
    DETAILS,
    tuple(MoodPoint(-0.5 + n / MANY, "negative") for n in range(MANY)),
    tuple(followup(FollowUpKind.CALLBACK, n) for n in range(MANY)),
    tuple(touchpoint(number=n) for n in range(MANY)),
    10**6,
    tuple(touchpoint(TouchpointKind.RATING, n) for n in range(MANY)),
    put_right=RESOLVED,
    link=f"https://{'x' * 200}.example/customers/T0HARBOUR/{10**17}",
)
MOODS = tuple(MoodPoint(-0.5, "negative", on=TODAY - timedelta(days=20 * n)) for n in range(200))[::-1]
LIFE = tuple(
    LifeEvent(n, 7, Turn.STAGE, "awareness", "acquisition", TODAY, long(200), "U0ANA", NOW) for n in range(MANY)
)
WHOLE_CARD = WholeCard(CARD, MOODS, CUSTOMER, (CUSTOMER,) * 10, 10**6, FIELDS, (("in person", 10**6),) * 8, LIFE)
TOUCH_PAGE = TouchPage(CUSTOMER, CARD.touchpoints[:TOUCHES], 10**6, READER, TouchMark(TODAY, 10**15), is_first=False)
CHANGES = tuple(
    Change(n, NOW, "U0ANA", "customer edited", long(10_000), Customer(7, "x"), CUSTOMER, "U0BEN")
    for n in range(HISTORY_PAGE)
)
HISTORY = History(CUSTOMER, CHANGES, READER, 10**15, is_first=False)
PASSAGE = Passage(Source.TOUCHPOINT, CUSTOMER, f"biscuit {long(TEXT_LENGTH)}", long(60), "U0ANA", TODAY)
PASSAGES = Passages(
    long(500), wanted("biscuit"), (PASSAGE,) * PASSAGES_PAGE, 10**6, READER, PassageMark("2026-11-20", 10**15),
    meant=(long(60),) * 8,
)  # fmt: skip
NOTES = [Note(COMING_BIRTHDAY, CUSTOMER, TODAY + timedelta(days=1)) for n in range(MANY)]
DIGEST = Digest(TODAY, ITEMS, NOTES, NOW, still=ITEMS)
LISTED = Listed(Listing("customer", "7", 2), ITEMS[:PAGE], 10**6, READER)
OUTCOME = done_with(escape(long(200)), 10**9, 7)
FIGURES = Figures(*(10**6,) * 6)
HOME = Home(
    Person("U0ANA", NAME, role=Role.ADMIN),
    READER,
    *(Rows(ITEMS[:FEW], 10**6),) * 3,
    [ComingBirthday(TODAY + timedelta(days=n % 7), CUSTOMER, "U0ANA") for n in range(MANY)],
    10**6,
    is_new=True,
    is_to_set_up=True,
    week=MyWeek(*(10**6,) * 5),
    goal=Goal(10**6, 10**6),
    whose="U0BEN",
    name=NAME,
)
REMINDERS = [Reminder(n, "digest", "U0ANA", "U0ANA", TODAY, "failed", long(500), 1, NOW, NOW, NOW) for n in range(MANY)]
SETTINGS = WorkspaceSettings(
    "C0FEEDBACK", "C0TEAM", frozenset(f"U0{n}" for n in range(MANY)), "U0ANA", working_days=frozenset(range(7))
)
FAILED = OutboxRow(
    *(10**9, "key", MessageKind.UNCLAIMED, "12", FEEDBACK, Priority.ALERT, None, None, NOW, "failed", 300, long(300)),
    *(None, None, NOW, NOW, NOW),
)
STATUS = HowItGoes(
    FIGURES,
    Destination("C0FEEDBACK"),
    ASTRAY,
    SETTINGS,
    "America/Argentina/ComodRivadavia",
    dict.fromkeys(("queued", "sent", "late", "skipped", "failed"), 10**6),
    REMINDERS,
    "U0ANA",
    [Problem(f"p{n}", "x" * 300) for n in range(MANY)],
    [FAILED] * MANY,
    10**6,
    long(2000),
    [Said(n, long(3000), (), is_fine=True, said_by="U0ANA", said_at=NOW, spared=10**6) for n in range(MANY)],
    TODAY,
    10**6,
    {FAILED.id: NAME},
)
HANDED = HandedOver({f"U0{n}": 10**6 for n in range(MANY)}, 10**6, 10**6)
LEAVING = Leaving(
    "U0ANA", HANDED, 10**6, dict.fromkeys([*HANDED.to, None], 10**6), was_lead=True, was_default_owner=True
)
HANDOVER = Handover("U0ANA", {f"U0{n}": dict.fromkeys(Part, 10**6) for n in range(20)}, 10**9)
BELONGINGS = Belongings("U0ANA", dict.fromkeys(range(MANY), ("U0ANA", "U0ANA")), {n: (n, None) for n in range(MANY)})
UNDOABLES = [Undoable(n, f"complaint logged for {NAME}", NOW) for n in range(MANY)]

ORIGINAL = Original("https://x.example/archives/C1/p1764169200000100", "U0BEN", long(10_000))
FILLING = Filling(long(3_000), customer=CUSTOMER, original=ORIGINAL, reaction=10**9)
ASKED = Filling(
    text=long(3_000),
    options={
        "via": "in person",
        "on": TODAY,
        "due": TODAY,
        "for": "U0ANA",
        "severity": "high",
        "nps": "9 out of 10",
        "about": long(40),
    },
    tags=tuple(long(40) for _ in range(MANY)),
    suggested=tuple(range(10**9, 10**9 + 5)),
    name=NAME,
    asked=frozenset({"due", "for", "on", "via"}),
    sentences=(long(1_000),) * 5,
    typed=long(3_000),
)
DOUBT = Doubt(long(5_000), "due", tuple(Choice(long(200), "due", "2026-11-27") for _ in range(5)))
HOW_DUE = HowDue(is_default=True, words=long(60), hour=long(60))
SETTINGS_CHANGE = SettingsChange(
    "U0ANA",
    WorkspaceSettings(leads=frozenset(f"U{n:030}" for n in range(100)), default_owner="U0ANA"),
    WorkspaceSettings(
        "C0A",
        "C0B",
        frozenset({"U0ANA"}),
        None,
        time(0),
        time(1),
        frozenset({0, 2}),
        "more",
        "Asia/Tokyo",
        time(1),
        time(2),
        "PT",
        ("--12-24/--01-02",) * 30,
        "EUR",
        "1 Mar",
    ),
    locks_out=True,
    entries=dict.fromkeys((setting.name for setting in ALL_SETTINGS), 10**12),
)
OTHER_RULES = replace(
    OTHER,
    leads=frozenset(f"U{n:030}" for n in range(100)),
    closing_days=("2026-12-24/2027-01-02",) * 30,
    lost_reasons=(long(60),) * 30,
    complaint_categories=(long(60),) * 30,
    root_causes=(long(60),) * 30,
)

RESTORED = Restored(1, NOW, NOW, Lost(10**12, 10**12, 10**12, 10**12, 10**12))
