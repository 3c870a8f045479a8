"""The worst that there can be of many customers at once: lists, changes of all, merging, looks, forgetting."""

from dataclasses import replace
from datetime import timedelta

from bot.domain import bulk_change as bulk
from bot.domain.access import Access
from bot.domain.access import Part as AccessPart
from bot.domain.custom_fields import MOST_FIELDS, CustomField, FieldType
from bot.domain.customer_item import PAGE as CUSTOMERS_PAGE
from bot.domain.customer_item import CustomerItem, CustomerPage, ListPlace
from bot.domain.duplicates import Likely
from bot.domain.forgetting import Forgetting, Named, Report, Shown, State
from bot.domain.looks import PAGE as LOOKS_PAGE
from bot.domain.looks import About, Look, Looks
from bot.domain.merging import LISTS, Both, Counted, Done, Proposal
from bot.domain.saved_list import NAME_LENGTH as LIST_NAME
from bot.domain.saved_list import SavedList
from bot.domain.segment import Condition, Segment, Sorting
from bot.views.customer_list import FEW
from bot.views.segment_form import SegmentFilling
from tests.fake_clock import MONDAY_NINE as NOW
from tests.unit.views.worst import CARETAKER, CUSTOMER, FIELDS, MANY, NAME, TODAY, long

CUSTOMER_ITEMS = tuple(CustomerItem(CUSTOMER, TODAY, CARETAKER) for _ in range(MANY))
SEGMENT = Segment.of(
    *(Condition("tag", f"{long(38)}{n}") for n in range(20)),
    *(Condition("field:7", f"{long(400)}{n}", is_not=True) for n in range(20)),
    *(Condition("word", f"{long(180)}{n}") for n in range(10)),
    *(Condition("owner", f"U0{n}") for n in range(10)),
)
SAVED_LIST = SavedList(10**12, long(LIST_NAME), SEGMENT, "U0ANA", counts={TODAY - timedelta(7): 10**9})
CUSTOMER_PAGE = CustomerPage(
    SEGMENT,
    ListPlace(10**12, 2, Sorting.LAST_TOUCH, 10**12),
    CUSTOMER_ITEMS[:CUSTOMERS_PAGE],
    10**6,
    [CustomField(7, long(40), "key", FieldType.TEXT)],
    SAVED_LIST,
    "EUR",
)
BULK_CHANGE = bulk.BulkChange(
    [
        *(bulk.Effect(bulk.Change(what, "U0BEN"), {1: ("U0BEN", None)}, 10**9) for what in bulk.CARE),
        *(bulk.Effect(bulk.Change(bulk.What.TAG, f"{long(38)}{n}"), {1: False}, 10**9, 10**9) for n in range(10)),
        bulk.Effect(bulk.Change(bulk.What.STAGE, "advocacy", long(200)), {1: "awareness"}, 10**9),
    ],
    10**9,
    [NAME] * 5,
    10**12,
)
SEGMENT_FILLING = SegmentFilling(
    Segment.of(*(Condition("tag", f"{long(38)}{n}") for n in range(9)), Condition("company", long(190))),
    [
        CustomField(n, long(40), f"key-{n}", list(FieldType)[n % 5], tuple(f"{long(72)}{c}" for c in range(50)))
        for n in range(1, MOST_FIELDS + 1)
    ],
    [f"{long(36)}{n}" for n in range(100)],
    sentences=[long(400)] * 5,
    unread=long(1000),
    typed=long(4000),
)
FEW_CUSTOMERS = replace(CUSTOMER_PAGE, items=CUSTOMER_ITEMS[:FEW], total=FEW)
ACCESS = Access(
    NAME, NOW, [AccessPart("customers", "the record", [{"name": NAME, "owner": "U0ANA"}])], {"U0ANA": NAME}, {}
)
LOOKS = Looks(
    About(customer_id=10**17),
    [Look(NOW, "U0ANA", "card opened", 10**17, NAME) for _ in range(LOOKS_PAGE)],
    1000,
    has_more=True,
)
FORGETTING = Forgetting(
    10**9,
    (7, *range(100, 100 + MANY)),
    "U0ANA",
    NOW,
    NOW + timedelta(hours=24),
    State.WAITING,
    {},
    Report(
        dict.fromkeys(("touchpoints", "followups", "details", "resolutions", "messages"), 10**6),
        10**6,
        tuple(
            Shown(f"https://harbour-kitchen.slack.com/archives/C0FEEDBACK/p17640000000{n:05}", long(300))
            for n in range(MANY)
        ),
        ("https://harbour-kitchen.slack.com/archives/C0GENERAL/p1764000000000000?thread_ts=1764000000.000000&cid=C0",)
        * MANY,
        tuple(Named(10**9 + n, "what came of a follow-up") for n in range(MANY)),
        tuple(f"T0HARBOUR-202611{n:02}T090000Z.db" for n in range(MANY)),
        ("https://harbour-kitchen.slack.com/archives/D0ANA/p1764000000000000",) * MANY,
        tuple(10**9 + n for n in range(MANY)),
    ),
    NOW,
    None,
    NOW,
)
OTHER = replace(
    CUSTOMER,
    id=9,
    name=f"Another {NAME}"[:200],
    company=f"Another {NAME}"[:200],
    aliases=tuple(f"{number}x{NAME}"[:200] for number in range(10)),
    emails=tuple(f"{'y' * 240}{number}@evil.example" for number in range(10)),
    tags=tuple(f"{number}-{'u' * 30}" for number in range(MANY)),
    birthday=None,
    owner=None,
    since=None,
    renewal=None,
    lifetime_value=None,
    lost_on=None,
    custom=(),
)
MERGED_OF_ALL = Counted(10**6, 10**6, 10**6)
PROPOSAL = Proposal(
    Both(OTHER, CUSTOMER),
    ("0" * 16, "1" * 16),
    dict.fromkeys((7, 9), MERGED_OF_ALL),
    {one.id: one.name for one in FIELDS},
    "EUR",
    {name: (Both(OTHER, CUSTOMER).united({})[name][:40], 10) for name in LISTS},
    {8: NAME},
)
MERGED = Done(OTHER, CUSTOMER, MERGED_OF_ALL, 1)
LIKELY = Likely(CUSTOMER, OTHER, ("same email", "same phone", f"names alike: {NAME} / {NAME}", "same company"))
