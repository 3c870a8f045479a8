"""What the one who added or changed a customer, or had something remembered, is told; each can be undone."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import accumulate
from typing import Any

from bot.domain.customers import Birthday, Customer, Saved, Shared
from bot.domain.day_names import dated
from bot.domain.drafts import first_name
from bot.domain.saying import later, say
from bot.views import ids
from bot.views.birthday import birthday_words
from bot.views.blocks import button, context
from bot.views.coming import coming_notes
from bot.views.confirmation import done_with
from bot.views.custom_fields import custom_facts
from bot.views.message import Message
from bot.views.money import money
from bot.views.mrkdwn import inert

FACT, ROOM = 150, 1_200
"""Characters of one fact in a confirmation (before escaping), and of all of them."""

MOST_REMARKS, MOST_OTHERS = 5, 3
"""Remarks, and customers named in one, about numbers and addresses that others have too."""

Write = Callable[[Any], str]


def added(done: Saved) -> Message:
    """Somebody new is there, with everything that was stored of them."""
    customer = done.customer
    facts = _facts(Customer(0, customer.name, owner=customer.owner), done)
    owner = (
        say("<@{owner}> looks after them.", owner=customer.owner)
        if customer.owner
        else say("Nobody looks after them yet.")
    )
    return _answer(
        say(
            "*Added* {name}{what}{facts}. {owner}",
            name=inert(customer.name),
            what=": " if facts else "",
            facts=facts,
            owner=owner,
        ),
        done,
    )


def saved(done: Saved) -> Message:
    """Somebody was changed: what is another now."""
    facts = _facts(done.before or done.customer, done) or say("nothing is different")
    return _answer(say("*Saved* {name}: {facts}.", name=inert(done.customer.name), facts=facts), done)


def _answer(text: str, done: Saved) -> Message:
    """The confirmation, with a remark for each number or address that others have too."""
    message = done_with(text, done.undo_id, done.customer.id)
    if done.referrer and done.may_thank:
        thank = button(
            say("Thank {first_name}", first_name=first_name(done.referrer)),
            ids.THANK_REFERRER,
            done.referrer.id,
            style="primary",
        )
        message.blocks[-1]["elements"].append(thank)
    remarks = [_shared(shared) for shared in done.shared[:MOST_REMARKS]]
    first, *others = message.blocks
    return Message(
        " ".join([text, *remarks]),
        [first, *([context(*remarks)] if remarks else []), *coming_notes(done.begins), *others],
    )


def _shared(shared: Shared) -> str:
    names = ", ".join(inert(customer.name, 60) for customer in shared.others[:MOST_OTHERS])
    more = len(shared.others) - MOST_OTHERS
    return say(
        "{value} is also in the card of {names}{what}.",
        value=inert(shared.value, 80),
        names=names,
        what=say(" and {more} more", more=more) if more > 0 else "",
    )


def _facts(before: Customer, done: Saved) -> str:
    """What is different now, in words."""
    words: dict[str, tuple[str, Write]] = {
        **FIELD_WORDS,
        "lifetime_value": (later("value"), partial(money, currency=done.currency)),
    }
    was_and_is = {name: (getattr(before, name), getattr(done.customer, name)) for name in FIELD_WORDS}
    facts = [_fact(*words[name], was, now) for name, (was, now) in was_and_is.items() if was != now]
    facts += _own_facts(before, done)
    lengths = accumulate(len(fact) for fact in facts)
    shown = [fact for fact, length in zip(facts, lengths, strict=True) if length <= ROOM]
    more = [say("and {facts} more", facts=len(facts) - len(shown))] if len(shown) < len(facts) else []
    return " · ".join([*shown, *more])


def _own_facts(before: Customer, done: Saved) -> list[str]:
    """The same of the team's own fields, and of who referred them."""
    had, has = dict(before.custom), dict(done.customer.custom)
    changed = [one for one in done.fields if had.get(one.id) != has.get(one.id)]
    facts = [f"{name} {value}" for name, value in custom_facts(done.customer, changed)]
    facts += [say("{name} taken out", name=inert(one.name)) for one in changed if one.id not in has]
    if before.referred_by != done.customer.referred_by:
        facts.append(
            say("referred by {name}", name=inert(done.referrer.name, FACT))
            if done.referrer
            else say("referred by taken out")
        )
    return facts


def _fact(word: str, write: Write, before: object, now: object) -> str:
    if isinstance(before, tuple) and isinstance(now, tuple):
        now = tuple(value for value in now if value not in before) or None
    if now in (None, ""):
        return say("{word} taken out", word=say(word))
    return f"{say(word)} {write(now)}"


def _text(words: str) -> str:
    return inert(words, FACT)


def _several(words: tuple[str, ...]) -> str:
    return inert(", ".join(words), FACT)


def _tags(tags: tuple[str, ...]) -> str:
    return inert(", ".join(f"#{tag}" for tag in tags), FACT)


def _person(user_id: str) -> str:
    return f"<@{user_id}>"


def _birthday(birthday: Birthday) -> str:
    return birthday_words(birthday)


def _yes(is_so: bool) -> str:  # noqa: FBT001  # the value of a field
    return say("yes") if is_so else say("no")


FIELD_WORDS: Mapping[str, tuple[str, Write]] = {
    "name": (later("name"), _text),
    "kind": (later("kind"), str),
    "company": (later("company"), _text),
    "aliases": (later("also called"), _several),
    "emails": (later("email"), _several),
    "phones": (later("phone"), _several),
    "birthday": (later("birthday"), _birthday),
    "channel": (later("prefers"), _text),
    "timezone": (later("time zone"), _text),
    "language": (later("language"), _text),
    "tier": (later("tier"), str),
    "stage": (later("stage"), str),
    "tags": (later("tags"), _tags),
    "owner": (later("owner"), _person),
    "backup_owner": (later("backup owner"), _person),
    "since": (later("customer since"), dated),
    "renewal": (later("renewal"), dated),
    "lifetime_value": (later("value"), str),
    "cadence_days": (later("in touch every (days)"), str),
    "wishes_ok": (later("birthday wishes"), _yes),
    "email_ok": (later("emails"), _yes),
    "do_not_contact": (later("must not be contacted"), _yes),
}
"""Field of a customer -> its word in a confirmation, and how its value is written there."""
