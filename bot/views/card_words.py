"""What the card, the page behind its More, and the brief say of a customer: each fact once, "" where there is none."""

from collections.abc import Iterable
from datetime import date, timedelta

from bot.domain.calendar import local_date
from bot.domain.card import Card
from bot.domain.customers import Customer, Detail, Kind
from bot.domain.followups import FollowUp
from bot.domain.mood_course import MoodPoint, average, lead, trend
from bot.domain.original import Original
from bot.domain.people import ITSELF
from bot.domain.reader import Reader
from bot.domain.resolving import Resolved
from bot.domain.saying import capital, figure, say, say_count
from bot.domain.touchpoints import LastTouch, Touchpoint
from bot.views.birthday import birthday_words
from bot.views.blocks import section
from bot.views.caretaker import looked_after
from bot.views.days import day, due, title
from bot.views.last_touch import spoke
from bot.views.message import Block
from bot.views.mrkdwn import SECTION_LENGTH, inert
from bot.views.original import said_by
from bot.views.resolving import in_short

PUT_RIGHT_FOR = timedelta(days=90)
"""So long after it what was done about a complaint is worth knowing before a call."""

ROOM = 2_000
"""Characters (escaped) that one part may take; four of them fit a message (bot/views/size.py)."""

FACES = {"positive": ":slightly_smiling_face:", "neutral": ":neutral_face:", "negative": ":slightly_frowning_face:"}
CLEAR = 0.15
"""From this mean score on (either way) a mood is called good or low."""


def standing(seen: Card) -> str:
    """Who they are and who looks after them, in one line."""
    customer, caretaker = seen.customer, seen.caretaker
    what = say("Company") if customer.kind is Kind.COMPANY else say("Person")
    at = say(" at *{company}*", company=inert(customer.company, 100)) if customer.company else ""
    care = looked_after(caretaker) if caretaker.id else f"*{looked_after(caretaker)}*"
    backup = say(", or <@{backup}>", backup=caretaker.backup) if caretaker.backup else ""
    return say(
        "{what}{at} · {label} · stage: {stage} · {care}{backup}",
        what=what,
        at=at,
        label=customer.tier.label,
        stage=say(customer.stage),
        care=care,
        backup=backup,
    )


def do_not_contact(customer: Customer) -> str:
    """What must not be overlooked."""
    return say(":no_entry: *Must not be contacted*") if customer.do_not_contact else ""


def lost(seen: Card) -> str:
    """That they left us, when and why."""
    customer = seen.customer
    if customer.lost_on is None:
        return ""
    why = f": {inert(customer.lost_reason, 200)}" if customer.lost_reason else ""
    return say(":door: *Lost* {lost_on}{why}", lost_on=day(customer.lost_on, seen.reader), why=why)


def consents(customer: Customer) -> str:
    """What they said no to, but for any contact at all."""
    allowed = ((say("birthday wishes"), customer.wishes_ok), (say("emails"), customer.email_ok))
    no = [what for what, is_allowed in allowed if not is_allowed]
    return say(":no_bell: No {no}, please", no=say(" and no ").join(no)) if no else ""


def feeling(moods: tuple[MoodPoint, ...], reader: Reader) -> str:
    """How they feel on the whole, where it is going, and the phrases of the latest text that say so, with its day.

    Without its day it would seem to be of the last contact, which may say nothing of a mood.
    """
    if not moods:
        return ""
    faces = " ".join(FACES[mood.label] for mood in moods)
    course = ", ".join(filter(None, [on_the_whole(moods), trend(moods)]))
    phrases = ", ".join(f"“{inert(phrase, 60)}”" for phrase in moods[-1].phrases[:3])
    what = f" {day(moods[-1].on, reader)}" if moods[-1].on else ""
    what += f": {phrases}" if phrases else ""
    last = say("; last {label}{what}", label=say(moods[-1].label), what=what)
    return say("{faces} Mood {course}{last}", faces=faces, course=course, last=last)


def on_the_whole(moods: tuple[MoodPoint, ...]) -> str:
    """Their mean in words; never good where no more of their faces are glad than sad, nor low the other way."""
    mean = average(moods)
    if mean >= CLEAR and lead(moods) > 0:
        return say("good on the whole")
    return say("low on the whole") if mean <= -CLEAR and lead(moods) < 0 else say("mixed on the whole")


def last_touch(touch: Touchpoint, seen: Card, length: int) -> str:
    """Who was in touch with them last, when, and about what."""
    said = f": {inert(touch.text, length)}" if touch.text else ""
    last = LastTouch(touch.id, touch.logged_by, touch.happened_on, touch.logged_at, touch.channel, touch.source)
    return f"{spoke(last, seen.reader)}{said}"


def touch_line(touch: Touchpoint, reader: Reader, length: int = 140) -> str:
    """One contact in a list of them."""
    kind = "" if touch.kind == "touchpoint" else f"*{say(touch.kind)}* · "
    channel = f"{say(touch.channel)} · " if touch.channel != "other" else ""
    rating = f"{touch.rating} · " if touch.rating else ""
    words = inert(touch.text, length) or say("(no words)")
    by_itself = say("asked how it went") if touch.source == "survey" else say("in a watched channel")
    by = by_itself if touch.logged_by == ITSELF.id else f"<@{touch.logged_by}>"
    said = said_by(Original("", touch.said_by)) if touch.said_by != touch.logged_by else ""
    who = f"{by} ({said})" if said else by
    return f"{day(touch.happened_on, reader)} · {kind}{channel}{rating}{who}: {words}"


def put_right(seen: Card) -> str:
    """What was done about their last complaint: who calls them should know; "" where that is long ago."""
    done = seen.put_right
    on = local_date(done.at, seen.reader.tz) if done else None
    if done is None or on is None or seen.today - on > PUT_RIGHT_FOR:
        return ""
    return say(
        "Complaint put right {on} by <@{by}>: {in_short}{asked}",
        on=day(on, seen.reader),
        by=done.by,
        in_short=in_short(done),
        asked=_asks(done, seen),
    )


def _asks(done: Resolved, seen: Card) -> str:
    """Who asks whether they are satisfied, and when."""
    if done.check_on is None:
        return ""
    on = day(done.check_on, seen.reader)
    if seen.letter_asks:
        return say(" · a letter asks {check_on} whether they are satisfied", check_on=on)
    return say(" · <@{by}> asks {check_on} whether they are satisfied", by=done.by, check_on=on)


def last_rating(touch: Touchpoint, seen: Card) -> str:
    """What they answered, and when."""
    return say("Rated us {rating} {happened_on}", rating=touch.rating, happened_on=day(touch.happened_on, seen.reader))


def detail_line(detail: Detail, length: int = 160) -> str:
    """One thing that is remembered."""
    return f"{capital(say(detail.category))}: {inert(detail.text, length)}"


def open_line(followup: FollowUp, seen: Card) -> str:
    """One thing to be done, with when and by whom."""
    what = [f"{followup.kind.icon} {title(followup, seen.customer, seen.reader, 120)}", due(followup, seen.reader)]
    who = f"<@{followup.assignee}>" if followup.assignee else say("nobody has it yet")
    return " · ".join(filter(None, [*what, who]))


def birthday(seen: Card) -> str:
    """The day, and how far it is."""
    if seen.customer.birthday is None or seen.birthday is None:
        return ""
    when = f":birthday: {say('today')}" if seen.birthday == seen.today else ahead(seen.birthday, seen.today)
    return f"{birthday_words(seen.customer.birthday)} ({when})"


def renewal(seen: Card) -> str:
    """The day, and how far it is."""
    on = seen.customer.renewal
    return f"{day(on, seen.reader)} ({ahead(on, seen.today)})" if on else ""


def ahead(day: date, today: date) -> str:
    """How far a day is, in days."""
    days = (day - today).days
    if days < 0:
        return say("{count} ago", count=say_count("{number} day", "{number} days", -days))
    return say("today") if days == 0 else say("in {count}", count=say_count("{number} day", "{number} days", days))


def whole(lines: Iterable[str]) -> list[Block]:
    """Every one of these lines, in as few paragraphs as they fit into."""
    paragraphs: list[str] = []
    for line in lines:
        if paragraphs and len(paragraphs[-1]) + len(line) < SECTION_LENGTH:
            paragraphs[-1] += f"\n{line}"
        else:
            paragraphs.append(line)
    return [section(paragraph) for paragraph in paragraphs]


def part(title: str, lines: Iterable[str], total: int, room: int = ROOM) -> list[Block]:
    """A paragraph of as many lines as have room, and how many more there are."""
    shown: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0 and shown:
            break
        shown.append(line)
    if not shown:
        return []
    more = [say("and {total} more", total=figure(total - len(shown)))] if title and total > len(shown) else []
    return [section("\n".join([*([f"*{title}*"] if title else []), *shown, *more]))]
