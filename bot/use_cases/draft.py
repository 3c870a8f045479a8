"""Ready words for a follow-up, wishes or thanks: in another wording each time, and as somebody left them."""

from dataclasses import replace

from bot.domain.calendar import next_birthday
from bot.domain.customers import Customer
from bot.domain.drafts import ASKING, THANKS_FOR, Draft, Note, draft, with_own_words
from bot.domain.errors import ConflictError
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.samples import NOBODY
from bot.domain.saying import say
from bot.domain.shipped_templates import shipped
from bot.domain.templates import Occasion, Template, after, chosen, usable
from bot.domain.theme_note import theme_in
from bot.domain.touchpoints import Touchpoint
from bot.use_cases.session import Session
from bot.use_cases.templates import of_occasion
from storage import details, people, themes, touchpoints, wordings
from storage.wordings import Wording


def draft_of(session: Session, followup: FollowUp, customer: Customer) -> Draft:
    """The draft as it was left, else in a wording that the customer did not get last, signed by the one who asks.

    Raises ConflictError where the customer does not want to hear from us. Only reads.
    """
    note, templates = _begun(session, followup, customer)
    kept = wordings.of_followup(session.uow, followup.id)
    words = draft(note, _of_key(templates, kept.template if kept else "") or _first(session, followup, templates))
    words = replace(words, wordings=len(templates))
    return with_own_words(words, kept.subject, kept.words) if kept and kept.words else words


def keep_wording(session: Session, followup: FollowUp, words: Draft) -> None:
    """Remember which wording is shown, so that it is the same the next time, and another one in the next note."""
    kept = wordings.of_followup(session.uow, followup.id)
    if kept is None or (kept.template != words.template and not kept.words):
        wordings.put(session.uow, followup.id, Wording(words.template), session.now)


def keep_words(session: Session, followup: FollowUp, customer: Customer, shown: str, subject: str, text: str) -> Draft:
    """Remember what somebody has made of the wording that is shown (its key), until it is sent."""
    drafted = _drafted(session, followup, customer, shown)
    own = (subject.strip(), text.strip())
    is_own = own != (drafted.subject, drafted.text)
    kept = Wording(drafted.template, *own) if is_own else Wording(drafted.template)
    wordings.put(session.uow, followup.id, kept, session.now)
    return with_own_words(drafted, *own) if is_own else drafted


def keep_if_own(session: Session, followup: FollowUp, customer: Customer, shown: str, subject: str, text: str) -> None:
    """The same before another wording is shown: what is as it was drafted is nobody's own, and takes no one's place."""
    drafted = _drafted(session, followup, customer, shown)
    if (subject.strip(), text.strip()) != (drafted.subject, drafted.text):
        keep_words(session, followup, customer, shown, subject, text)


def _drafted(session: Session, followup: FollowUp, customer: Customer, shown: str) -> Draft:
    """The wording of this key as it was drafted."""
    note, templates = _begun(session, followup, customer)
    return replace(draft(note, _of_key(templates, shown) or templates[0]), wordings=len(templates))


def another_wording(session: Session, followup: FollowUp, customer: Customer, shown: str) -> Draft:
    """The draft in the wording after the one that is shown (its key). Own words are kept beside it."""
    note, templates = _begun(session, followup, customer)
    next_one = after(templates, shown)
    kept = wordings.of_followup(session.uow, followup.id) or Wording("")
    wordings.put(session.uow, followup.id, replace(kept, template=next_one.key), session.now)
    return replace(draft(note, next_one), wordings=len(templates))


def preview(session: Session, template: Template, customer: Customer) -> Draft:
    """How a wording reads for a customer, for an occasion of its kind of which little is known."""
    is_wish = template.occasion in {Occasion.BIRTHDAY, Occasion.BELATED}
    asking = {occasion: kind for kind, occasion in ASKING.items()}
    kind = FollowUpKind.BIRTHDAY if is_wish else asking.get(template.occasion, FollowUpKind.THANK_YOU)
    title = f"{THANKS_FOR} {_FOR_EXAMPLE.get(template.occasion, '')}".strip()
    followup = FollowUp(0, customer.id, kind, title, session.today, session.actor.id, session.now)
    remembered = details.of_customer(session.uow, customer.id) if customer.id else []
    change = _CHANGE_FOR_EXAMPLE if template.occasion is Occasion.CHANGED else ""
    return draft(Note(followup, customer, remembered, _sender(session), change=change), template)


def sample_words(session: Session, occasion: Occasion, person: str) -> Draft:
    """The first wording of an occasion that is in use, to somebody made up, as this person would sign it."""
    fit = usable(of_occasion(session.uow, occasion), shipped(occasion), "") or shipped(occasion)
    kept = people.get(session.uow, person)
    return preview(replace(session, actor=kept) if kept else session, fit[0], NOBODY)


_FOR_EXAMPLE = {
    Occasion.PRAISE: "for your kind words",
    Occasion.RATING: "for your kind rating",
    Occasion.REFERRAL: "for recommending us",
    Occasion.RENEWAL: "for the renewal",
    Occasion.ANNIVERSARY: "for 5 years as a customer",
    Occasion.BY_HAND: "for your patience last week",
}


_CHANGE_FOR_EXAMPLE = "Orders leave the kitchen in bowls that keep them hot."


def has_own_words(session: Session, followup: FollowUp) -> bool:
    """Whether somebody has written words of their own for it, which are kept."""
    kept = wordings.of_followup(session.uow, followup.id)
    return bool(kept and kept.words)


def _begun(session: Session, followup: FollowUp, customer: Customer) -> tuple[Note, list[Template]]:
    """What the note is about, and the wordings to choose from."""
    _check_wanted(followup, customer)
    note = Note(
        followup,
        customer,
        details.of_customer(session.uow, customer.id),
        _sender(session),
        is_past=_is_past(session, followup, customer),
        about=_about(session, followup),
        change=_change(session, followup),
    )
    theirs = of_occasion(session.uow, note.occasion)
    fit = [one for one in usable(theirs, shipped(note.occasion), customer.language) if draft(note, one).text]
    return note, fit or shipped(note.occasion)


def _sender(session: Session) -> str:
    return session.actor.name.split()[0] if session.actor.name.strip() else "Your team"


def _check_wanted(followup: FollowUp, customer: Customer) -> None:
    if customer.do_not_contact:
        raise ConflictError(say("{name} does not want to be contacted, so there is no draft.", name=customer.name))
    if followup.kind is FollowUpKind.BIRTHDAY and not customer.wishes_ok:
        raise ConflictError(say("{name} does not want birthday wishes, so there is no draft.", name=customer.name))


def _first(session: Session, followup: FollowUp, templates: list[Template]) -> Template:
    theirs = {one.key for one in templates}
    used = (key for key in wordings.used_for(session.uow, followup.customer_id, followup.id) if key in theirs)
    return chosen(templates, followup.id, next(used, ""))


def _of_key(templates: list[Template], key: str) -> Template | None:
    return next((one for one in templates if one.key == key), None)


def _about(session: Session, followup: FollowUp) -> Touchpoint | None:
    """What was said that the note is for, if that is known."""
    if followup.kind is not FollowUpKind.THANK_YOU or not followup.touchpoint_id:
        return None
    return touchpoints.get(session.uow, followup.touchpoint_id)


def _change(session: Session, followup: FollowUp) -> str:
    """What was changed, where the note tells of it."""
    about = theme_in(followup.origin)
    theme = themes.get(session.uow, about) if about else None
    return theme.change if theme else ""


def _is_past(session: Session, followup: FollowUp, customer: Customer) -> bool:
    """Whether the birthday, which is announced on its day or before it, is over."""
    born = customer.birthday
    if born is None:
        return False
    return next_birthday(followup.due, born.month, born.day, session.settings.leap_birthday) < session.today
