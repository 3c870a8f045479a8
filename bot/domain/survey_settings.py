"""The rows of the table of settings (settings.py) that say how customers are asked how it went."""

from typing import Literal

from bot.domain.channel import Channel
from bot.domain.saying import later
from bot.domain.setting import Kind, Setting

CheckBy = Literal["person", "mail"]
"""Who asks after a complaint was put right."""

SURVEYS = (
    Setting(
        ("survey_scale",),
        "",
        Kind.CHOICE,
        later("What customers are asked"),
        later("which question customers are asked, with how many answers"),
        "csat",
        later("csat or nps"),
        {
            "csat": later("How satisfied they are (CSAT, 1 to 5)"),
            "nps": later("Whether they recommend us (NPS, 0 to 10)"),
        },
    ),
    Setting(
        ("survey_after",),
        "",
        Kind.CHOICES,
        later("Ask by itself after contacts"),
        later("after contacts by which channels customers are asked by mail, once in 30 days and never amid something"),
        later("nobody is asked by itself"),
        later("such as phone, in person"),
        {channel.value: channel.value for channel in Channel},
    ),
    Setting(
        ("survey_wait",),
        "",
        Kind.NUMBER,
        later("Days after the contact"),
        later("how many days after a contact its customer is asked by itself"),
        "1",
        later("a number of days, such as 2"),
        bounds=(1, 30),
    ),
    Setting(
        ("survey_checks",),
        "",
        Kind.CHOICE,
        later("After a complaint is put right"),
        later("whether somebody asks the customer of a complaint, or a letter does, where one can be sent"),
        "person",
        later("person or mail"),
        {"person": later("Somebody asks"), "mail": later("A letter asks, where one can be sent")},
    ),
)
"""In the order of the form."""
