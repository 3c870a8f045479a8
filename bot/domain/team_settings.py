"""The rows of the table of settings (setting_groups.py) about the team itself: where, who, when, for how long."""

from typing import Literal

from bot.domain.rights import KEPT
from bot.domain.saying import LANGUAGES, later
from bot.domain.setting import Kind, Setting

Language = Literal["en", "de", "es"]
"""Of LANGUAGES (saying.py): what messages in channels are written in."""

KeepWords = Literal["always", "12 months", "24 months", "36 months", "60 months"]

ReportDay = Literal["off", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

MONTHS: dict[str, int] = {f"{number} months": number for number in (12, 24, 36, 60)}
"""For how long words of touchpoints may be kept, if not for always."""

_KEPT_FOR = {
    "12 months": later("For 12 months"),
    "24 months": later("For 24 months"),
    "36 months": later("For 36 months"),
    "60 months": later("For 60 months"),
}

LOST_REASONS = ("price", "competitor", "moved away", "closed", "service", "other")

_CHANNEL_ID = later("an id, from the end of the channel's details")
_MEMBER_ID = later("a member id: profile → ⋮ → Copy member ID")

CHANNELS = (
    Setting(
        ("feedback_channel",),
        "RAPPORT_FEEDBACK_CHANNEL",
        Kind.CHANNEL,
        later("Alerts go to"),
        later("where alerts go"),
        later("#customer-feedback where there is one, else the default owner or a lead directly"),
        _CHANNEL_ID,
    ),
    Setting(
        ("team_channel",),
        "RAPPORT_TEAM_CHANNEL",
        Kind.CHANNEL,
        later("What nobody has goes to"),
        later("where follow-ups without an assignee go"),
        later("#customer-team where there is one, else the default owner or a lead directly"),
        _CHANNEL_ID,
    ),
)

PEOPLE = (
    Setting(
        ("leads",),
        "RAPPORT_LEADS",
        Kind.PEOPLE,
        later("Leads"),
        later("who may change the settings, besides workspace admins, and is told of what goes wrong"),
        later("nobody but workspace admins"),
        _MEMBER_ID,
    ),
    Setting(
        ("admins_only",),
        "RAPPORT_ADMINS_ONLY",
        Kind.CHOICES,
        later("Only admins may"),
        later("which of the leads' work workspace admins keep to themselves"),
        later("nothing"),
        later("such as settings, moods"),
        KEPT,
    ),
    Setting(
        ("default_owner",),
        "RAPPORT_DEFAULT_OWNER",
        Kind.PERSON,
        later("Default owner"),
        later("who looks after customers whose owner and backup are not there, or have left"),
        later("nobody, so it is for the team channel"),
        _MEMBER_ID,
    ),
)

DIGEST = (
    Setting(
        ("digest_at",),
        "RAPPORT_DIGEST_AT",
        Kind.TIME,
        later("Daily digest at"),
        later("when the daily message comes, in each person's own zone"),
        "09:00",
        later("such as 08:30"),
    ),
    Setting(
        ("digest_until",),
        "RAPPORT_DIGEST_UNTIL",
        Kind.TIME,
        later("A late digest is sent until"),
        later("until when a late one is still sent; then the next day's has it all"),
        "20:00",
        later("such as 18:00"),
    ),
)

REPORT = (
    Setting(
        ("report_on",),
        "",
        Kind.CHOICE,
        later("Weekly report on"),
        later(
            "the day on which the team channel reads how the seven days before went; on a day off the working day after"
        ),
        later("monday"),
        later("a day such as monday, or off"),
        {
            "off": later("Never"),
            "monday": later("Monday"),
            "tuesday": later("Tuesday"),
            "wednesday": later("Wednesday"),
            "thursday": later("Thursday"),
            "friday": later("Friday"),
            "saturday": later("Saturday"),
            "sunday": later("Sunday"),
        },
    ),
    Setting(
        ("report_at",),
        "",
        Kind.TIME,
        later("Weekly report at"),
        later("when it comes, in the team's time zone"),
        "09:30",
        later("such as 08:30"),
    ),
)

HOURS = (
    Setting(
        ("working_days",),
        "RAPPORT_WORKING_DAYS",
        Kind.DAYS,
        later("Working days"),
        later("the days with a digest, and on which deadlines run"),
        later("Mon-Fri"),
        later("such as Mon-Fri or Mon,Tue,Sat"),
    ),
    Setting(
        ("work_from", "work_until"),
        "RAPPORT_WORK_HOURS",
        Kind.HOURS,
        later("Working hours"),
        later("the hours in which deadlines run"),
        "09:00-17:00",
        later("such as 08:00-16:30"),
    ),
    Setting(
        ("timezone",),
        "RAPPORT_TIMEZONE",
        Kind.ZONE,
        later("Time zone"),
        later("the zone of the working hours"),
        later("that of the default owner, else of the person who logs"),
        later("such as Europe/Lisbon"),
    ),
    Setting(
        ("country",),
        "RAPPORT_COUNTRY",
        Kind.COUNTRY,
        later("Country"),
        later("whose public holidays are days off, and whose phone numbers may be typed without a country code"),
        later("no holidays; phones: of the country where each person is"),
        later("a code of two letters, such as PT"),
    ),
    Setting(
        ("closing_days",),
        "",
        Kind.CLOSED,
        later("Closing days"),
        later("days off of the team's own, besides public holidays; one a line, each year where it has no year"),
        later("none"),
        later("24 Dec\n14 Aug - 21 Aug 2027"),
    ),
    Setting(
        ("currency",),
        "RAPPORT_CURRENCY",
        Kind.CURRENCY,
        later("Currency"),
        later("in which a customer's value is shown"),
        later("that of the country, else none"),
        later("a code of three letters, such as EUR"),
    ),
)

LANGUAGE = Setting(
    ("language",),
    "",
    Kind.CHOICE,
    later("Language of channels"),
    later("what messages in channels are written in; each person reads their own language everywhere else"),
    "en",
    later("en, de or es"),
    LANGUAGES,
)

ALERTS = (
    Setting(
        ("sensitivity",),
        "RAPPORT_SENSITIVITY",
        Kind.CHOICE,
        later("Alert sensitivity"),
        later("how readily a text raises an alert"),
        later("balanced"),
        later("fewer, balanced or more"),
        {
            "fewer": later("Fewer alerts: only what is clearly negative"),
            "balanced": later("Balanced"),
            "more": later("More alerts: miss as little as possible"),
        },
    ),
)

CUSTOMERS = (
    Setting(
        ("lost_reasons",),
        "RAPPORT_LOST_REASONS",
        Kind.WORDS,
        later("Why customers leave"),
        later("the reasons to choose from when a customer is lost"),
        ", ".join(LOST_REASONS),
        later("with commas between them"),
    ),
    Setting(
        ("keep_words",),
        "RAPPORT_KEEP_WORDS",
        Kind.CHOICE,
        later("Words of touchpoints are kept"),
        later(
            "for how long; each night older ones are reduced to day, channel, kind and mood, and questions to "
            "customers that are older go, which cannot be undone; who asked not to be asked stays known"
        ),
        later("always"),
        later("always, 12 months, 24 months, 36 months or 60 months"),
        {"always": later("Always"), **_KEPT_FOR},
    ),
)
