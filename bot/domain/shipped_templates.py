"""The wordings that come with Rapport: short, warm, about the person and not about us. Leads change them in Slack.

Keys are kept by databases: one is never given to another wording.
"""

from bot.domain.templates import Occasion, Template

_LETTERS = (("Dear", "Warmly"), ("Dear", "Best wishes"), ("Hello", "All the best"))
"""How the first, second and third wording of an occasion begin and end; the first is the most sober."""


_IN = {
    "German": ("Guten Tag {first_name}", "Herzliche Grüße"),
    "Spanish": ("Hola {first_name}", "Un saludo"),
}
"""Language of a customer -> how a letter in it begins and ends."""


def _in_language(occasion: Occasion, key: str, language: str, subject: str, body: str) -> Template:
    """One in another language than English; nothing in it is made of sentences of ours."""
    opening, closing = _IN[language]
    words = f"{opening},\n\n{body}\n\n{closing},\n{{sender}}"
    return Template(f"{key}-{language.lower()}", occasion, subject, words, language)


def _wordings(occasion: Occasion, key: str, *bodies: tuple[str, str]) -> tuple[Template, ...]:
    """Those of one occasion, each from its subject and what stands in it."""
    made = []
    for number, ((opening, closing), (subject, body)) in enumerate(zip(_LETTERS, bodies, strict=True), start=1):
        words = f"{opening} {{first_name}},\n\n{body}\n\n{{detail}}\n\n{closing},\n{{sender}}"
        made.append(Template(f"{key}-{number}", occasion, subject, words))
    return tuple(made)


SHIPPED = (
    *_wordings(
        Occasion.BIRTHDAY,
        "birthday",
        (
            "Happy birthday",
            ("Happy birthday! All of us wish you a wonderful day and a good year ahead."),
        ),
        (
            "Happy birthday, {first_name}",
            (
                "Just a short note to wish you a happy birthday. I hope somebody spoils you a little, and that "
                "the year ahead is kind to you."
            ),
        ),
        (
            "Many happy returns",
            ("Happy birthday! I hope the day brings you good company, good food and no emails but this one."),
        ),
    ),
    *_wordings(
        Occasion.BELATED,
        "belated",
        (
            "Belated happy birthday",
            ("A belated happy birthday! I hope you had a lovely day."),
        ),
        (
            "Happy birthday, a little late",
            (
                "I missed the day itself, and I am sorry: happy birthday, a little late. I hope it was a good "
                "one, and that the year ahead is kind to you."
            ),
        ),
        (
            "Late, and no less meant",
            ("Happy birthday, late and no less meant. I hope there was cake, and that some of it is left."),
        ),
    ),
    *_wordings(
        Occasion.PRAISE,
        "praise",
        (
            "Thank you",
            (
                "Thank you so much {reason}. They mean a lot to all of us here.\n\nIt is a pleasure to work with "
                "you[ and everybody at {company}]."
            ),
        ),
        (
            "Your kind words",
            (
                "Your kind words reached us, and they were good to hear. Thank you for taking the time to say so;"
                " few people do."
            ),
        ),
        (
            "That made our day",
            ("What you said made our day. Thank you: now we know what to keep doing."),
        ),
    ),
    *_wordings(
        Occasion.RATING,
        "rating",
        (
            "Thank you",
            ("Thank you so much {reason}. It is good to know that we got it right for you."),
        ),
        (
            "Thank you for your answer",
            (
                "You answered our question, and very kindly. Thank you for taking the time. If there is ever "
                "something that we could do better, please tell me."
            ),
        ),
        (
            "Your rating",
            ("I saw your rating, and it made me smile. Thank you for it, and for being with us."),
        ),
    ),
    *_wordings(
        Occasion.REFERRAL,
        "referral",
        (
            "Thank you",
            ("Thank you so much {reason}. That you would put in a good word for us means a great deal."),
        ),
        (
            "Thank you for recommending us",
            (
                "Somebody came to us because of you. There is no kinder thing to say about us, and we will take "
                "good care of them. Thank you."
            ),
        ),
        (
            "You put in a good word for us",
            ("I heard that you recommended us. Thank you! We will do our best so that you are glad that you did."),
        ),
    ),
    *_wordings(
        Occasion.RENEWAL,
        "renewal",
        (
            "Thank you",
            ("Thank you so much {reason}. We are glad to go on working with you[ and everybody at {company}]."),
        ),
        (
            "Another year together",
            ("Thank you for staying with us. We don't take it for granted, and I look forward to what comes next."),
        ),
        (
            "Thank you for staying",
            (
                "I just wanted to say thank you for staying with us. If anything could be better this time round,"
                " tell me; I would like to know."
            ),
        ),
    ),
    *_wordings(
        Occasion.ANNIVERSARY,
        "anniversary",
        (
            "[{years} together]",
            (
                "Thank you so much for[ {years} as a customer and] your trust. It is a pleasure to work with you["
                " and everybody at {company}]."
            ),
        ),
        (
            "Thank you[ for {years}]",
            (
                "It is[ {years}, and] a good day to say thank you. We are glad that you came to us, and gladder "
                "that you stayed."
            ),
        ),
        (
            "A small anniversary",
            (
                "It has been[ {years}] a pleasure to have you with us. Thank you for all of it, the good days and"
                " the patience on the others."
            ),
        ),
    ),
    *_wordings(
        Occasion.CHANGED,
        "changed",
        (
            "You told us, we changed it",
            (
                "Some time ago you told us that something was not right. Thank you: we have changed it.\n\n{change}"
                "\n\nIf it is still not as it should be, please tell me."
            ),
        ),
        (
            "What became of what you told us",
            (
                "You told us what went wrong, and you were right to. This is what we have changed since:\n\n{change}"
                "\n\nThank you for taking the time."
            ),
        ),
        (
            "We have changed something, thanks to you",
            ("Thank you for telling us. It did not end up in a drawer:\n\n{change}"),
        ),
    ),
    *_wordings(
        Occasion.BY_HAND,
        "by-hand",
        (
            "Thank you",
            ("Thank you so much[ {reason}].\n\nIt is a pleasure to work with you[ and everybody at {company}]."),
        ),
        (
            "A word of thanks",
            ("I wanted to say thank you[ {reason}]. It did not go unnoticed."),
        ),
        (
            "Thank you, {first_name}",
            ("A short note, and a grateful one: thank you[ {reason}]."),
        ),
    ),
    *_wordings(
        Occasion.REFERRAL_ASK,
        "referral-ask",
        (
            "May I ask you something?",
            (
                "You have been with us[ for {years}], and I am glad of it. If you know somebody whom we could help in "
                "the same way, would you tell them about us, or me about them? If not, that is just as well."
            ),
        ),
        (
            "Do you know somebody for us?",
            (
                "Most people who come to us come because somebody like you told them. Is there anyone who comes to "
                "your mind? A name is enough, and no answer is an answer too."
            ),
        ),
        (
            "A small favour",
            (
                "I am glad that you are happy with us. May I ask a favour: would you recommend us to somebody you "
                "know? I would take good care of them."
            ),
        ),
    ),
    _in_language(
        Occasion.REFERRAL_ASK,
        "referral-ask",
        "German",
        "Darf ich Sie etwas fragen?",
        "schön, dass Sie bei uns sind. Kennen Sie jemanden, dem wir ebenso helfen könnten? Dann erzählen Sie gern von "
        "uns, oder nennen Sie mir einen Namen. Wenn nicht, ist das genauso gut.",
    ),
    _in_language(
        Occasion.REFERRAL_ASK,
        "referral-ask",
        "Spanish",
        "¿Puedo preguntarle algo?",
        "Nos alegra tenerle con nosotros. ¿Conoce a alguien a quien podríamos ayudar igual de bien? Háblele de "
        "nosotros o dígame un nombre. Si no, no pasa nada.",
    ),
    *_wordings(
        Occasion.BOARD_ASK,
        "board-ask",
        (
            "Would you advise us?",
            (
                "You know us well[, after {years}], and you tell us what you think. A few customers meet us twice a "
                "year to say what we should do better. Would you join them?"
            ),
        ),
        (
            "A seat at our table",
            (
                "We ask a handful of customers for their advice before we decide on larger things. I would like to "
                "have you among them. May I tell you what it would take?"
            ),
        ),
        (
            "We would value your advice",
            (
                "Your view has helped us more than once. Would you like to be one of the customers whom we ask "
                "regularly? It is two evenings a year, and an open ear in between."
            ),
        ),
    ),
    _in_language(
        Occasion.BOARD_ASK,
        "board-ask",
        "German",
        "Würden Sie uns beraten?",
        "Sie kennen uns gut und sagen uns, was Sie denken. Einige Kunden treffen uns zweimal im Jahr und sagen, was "
        "wir besser machen sollten. Möchten Sie dabei sein?",
    ),
    _in_language(
        Occasion.BOARD_ASK,
        "board-ask",
        "Spanish",
        "¿Nos aconsejaría?",
        "Nos conoce bien y nos dice lo que piensa. Algunos clientes se reúnen con nosotros dos veces al año para "
        "decirnos qué deberíamos hacer mejor. ¿Le gustaría participar?",
    ),
)
"""Every one, in the order of Occasion."""


def shipped(occasion: Occasion) -> list[Template]:
    """Those of one occasion."""
    return [one for one in SHIPPED if one.occasion is occasion]
