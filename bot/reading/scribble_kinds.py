"""What a scribbled text tells: something to do, a complaint, a rating, a thank-you note, a detail, a contact.

Only the words decide, never who it is about; the card that shows what was understood offers the other kinds.
"""

import re

from bot.domain.channel import Channel
from bot.reading.rating_words import Mention, mentions

TOUCHPOINT, COMPLAINT, RATING = "touchpoint", "complaint", "rating"
FOLLOWUP, THANKS, DETAIL = "followup", "thanks", "customer remember"
KINDS = (TOUCHPOINT, COMPLAINT, RATING, FOLLOWUP, THANKS, DETAIL)
"""What may be meant, by the names of the commands (handlers/line_commands.py), the usual one first."""

_NAME = 3
"""Words of a name before a rating."""

_NOUN_TOO = r"(?:call|phone|text|message|e-?mail|mail|visit|order|quote|review|reply|offer|meet|post)"
_DO = (
    rf"(?:(?:{_NOUN_TOO}(?! (?:from|with|at|came|went|was|were|by|list)\b)|call back|ring|ping|write|send"
    rf"|check(?: in)?"
    r"|chase|remind|ask|tell|book|invite|arrange|organi[sz]e|schedule|prepare|follow[ -]?up|get back|reach out|bring"
    r"|refund|confirm|answer|contact|fix|pay|replace|deliver|drop off|pick up|catch up|touch base|give|set up"
    r"|look into"
    r"|sort out|find out|make sure|talk to|speak to|discuss|buy|ship)\b)"
)
"""“call with Dana”, “mail from Dana” tell of a contact, by its noun."""

_MUST = (
    r"(?:please |pls |plz |and |then |also |to |i'll |i will |we'll |we will |will |need(?:s)? to |we need to "
    r"|i need to "
    r"|have to |has to |gotta |must |should |i should |we should |don't forget to |do not forget to |remember to "
    r"|remind me to |let's |can you |could you |someone |somebody |todo:? |to do:? )"
)
_TO_DO = re.compile(rf"{_MUST}*{_DO}", re.IGNORECASE)
_MUST_DO = re.compile(rf"{_MUST}+{_NOUN_TOO}\b", re.IGNORECASE)
_NAMED_TO_DO = re.compile(
    rf"(?:[^\W\d_][\w'.&-]*,? ){{1,3}}?(?:{_MUST}+{_DO}|call back|follow[ -]?up\b)", re.IGNORECASE
)
"""“dana call back friday”, “Dana needs to …” is none: only what is said to oneself."""

_INFINITIVE = re.compile(
    r".* (?:zurückrufen|zurückschreiben|anrufen|anschreiben|schreiben|schicken|senden|fragen|erinnern|besuchen"
    r"|einladen)[.!]?",
    re.IGNORECASE | re.DOTALL,
)
_ABROAD = re.compile(r"(?:llamar|enviar|mandar|escribir|preguntar|devolver|visitar|invitar|recordar)\b", re.IGNORECASE)
"""The same in German and Spanish: “Dana am Freitag zurückrufen”, “llamar a Dana el lunes”."""

_COMPLAINT = re.compile(r"(?<!no )(?<!any )\b(?:complain(?:s|ed|ing|t|ts)?|beschwer\w*|queja\w*)\b", re.IGNORECASE)
_THANKS = re.compile(
    r"(?:please |pls |we should |must |need to |let's )*(?:thank (?!you\b)|say (?:thanks|thank you) to "
    r"|send .{0,40}thank[- ]you)"
    r"|.*\bthank[- ]you (?:note|card|letter)\b",
    re.IGNORECASE,
)
_DETAIL = re.compile(
    r"\b(?:(?:is|are|'s) (?:allergic|vegan|vegetarian|left-handed|lactose|coeliac|celiac|gluten)"
    r"|allerg(?:y|ies|ic) to|(?:has|have|got) (?:a |an |one |two |three |four |\d )?(?:new )?(?:baby|kids?"
    r"|child(?:ren)?"
    r"|sons?|daughters?|dogs?|cats?|puppy|twins|horses?|grandchild(?:ren)?)\b|(?:dog|cat|wife|husband|son|daughter"
    r"|partner|horse)(?:'s name)? is (?:called|named)|(?:dog|cat|son|daughter|horse) called"
    r"|(?:likes|loves|hates|prefers|can't stand|drinks|doesn't (?:like|eat|drink)) (?!the\b|our\b|it\b|us\b|that\b))",
    re.IGNORECASE,
)
_WAS_IN_TOUCH = (
    r"called|rang|phoned|emailed|mailed|texted|wrote|visited|came|met|spoke|talked|chatted|asked|said|says|told"
    r"|ordered|cancell?ed|booked|paid|bought|signed|renewed|left|stopped by|dropped by|complained|replied|answered"
    r"|wants?|wanted|upset|angry|happy|furious|unhappy|pleased|delighted|annoyed|voicemail|no answer"
)
_IN_TOUCH = re.compile(rf"\b(?:{_WAS_IN_TOUCH})\b", re.IGNORECASE)
_CONTACT = re.compile(
    rf"\b(?:{_WAS_IN_TOUCH}|needs|lunch|coffee|dinner|meeting|call|email|mail|visit|chat|zoom)\b", re.IGNORECASE
)

_CHANNELS = (
    (Channel.VIDEO, r"zoom(?:ed)?|google meet|on teams|teams call|video(?: call)?|facetime|skype|webinar|huddle"),
    (Channel.CHAT, r"texted|sms|whats ?app(?:ed)?|chat(?:ted)?|dm(?:ed|'d)?|telegram|signal|messaged"),
    (Channel.EMAIL, r"e-?mailed|e-?mail (?:from|to|with)|mailed|mail from|by e-?mail|via e-?mail|replied by mail"),
    (
        Channel.PHONE,
        r"called|rang|phoned|on the phone|by phone|phone call|phone|voice ?mail|no answer|call (?:with|from)|calling",
    ),
    (
        Channel.IN_PERSON,
        (
            r"visited|came (?:in|by|over|to)|stopped by|dropped (?:by|in)|met(?: up)?|lunch|dinner|coffee|in person"
            r"|in the shop|in store|at the (?:shop|store|counter|fair|market)|popped in|walked in|visit"
        ),
    ),
    (
        Channel.SOCIAL,
        r"instagram|insta|facebook|twitter|tweeted|tweet|linkedin|tik ?tok|google review|yelp|tripadvisor",
    ),
    (Channel.LETTER, r"letter|postcard|by post"),
)
_BY_CHANNEL = tuple((channel, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for channel, words in _CHANNELS)


def kind_of(text: str) -> str:
    """What a text tells, one of KINDS. Contacts and what they are about are touchpoints, as is what says nothing."""
    text = " ".join(text.split())
    if _THANKS.match(text):
        return THANKS
    if is_to_do(text) or _NAMED_TO_DO.match(text) or ends_with_infinitive(text) or _ABROAD.match(text):
        return FOLLOWUP
    if rating_in(text):
        return RATING
    if _COMPLAINT.search(text):
        return COMPLAINT
    detail = _DETAIL.search(text)
    return DETAIL if detail and not _IN_TOUCH.search(text[: detail.start()] + text[detail.end() :]) else TOUCHPOINT


def ends_with_infinitive(text: str) -> bool:
    """Whether it ends as Germans say what is to be done: “Dana am Freitag zurückrufen”."""
    return bool(_INFINITIVE.fullmatch(text))


def rating_in(text: str) -> Mention | None:
    """The rating that a text says, perhaps after a name: “dana 9/10, loved it”."""
    words = text.split(maxsplit=_NAME)
    for at in range(min(_NAME, len(words) - 1) + 1):
        found = (one for one in mentions(" ".join(words[at:])) if one.is_sure and (at == 0 or one.whole or one.scale))
        if sure := next(found, None):
            return sure
    return None


def is_to_do(text: str) -> bool:
    """Whether a text, or a part of it, says at its beginning that something is to be done."""
    return bool(_TO_DO.match(text) or _MUST_DO.match(text))


def tells_of_contact(text: str) -> bool:
    """Whether a text tells that somebody was in touch, or how they feel about something."""
    return bool(_CONTACT.search(text))


def channel_of(text: str) -> Channel | None:
    """How the contact came about, where the text says it: what is said first counts."""
    found = [(match.start(), channel) for channel, words in _BY_CHANNEL if (match := words.search(text))]
    return min(found)[1] if found else None
