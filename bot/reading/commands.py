"""The slash commands: the one table of them.

Help, Slack's hints (manifest.yml), the README's table, which options work where (options.py) and what is registered
(handlers/commands.py) are made from it, or held equal to it by tests/unit/test_inventory.py.
"""

from dataclasses import dataclass, field

from bot.domain.saying import later, say

ALONE = later("Alone, it opens a form.")

_CONTACT = ("via", "on", "due", "for", "tag", "about")
_FIELDS = (
    *("company", "email", "phone", "birthday", "owner", "backup", "tier", "stage", "kind", "alias", "tag", "since"),
    *("renewal", "value", "cadence", "wishes", "mailing", "do-not-contact", "prefers", "timezone", "language"),
    "referred",
)


@dataclass(frozen=True)
class Command:
    """What it `does` (a few words, which Slack shows too), `more` about that, and what else to know (`note`).

    `lines` are there to copy, the first is the usual one; `hint` is what Slack shows behind the name while somebody
    types. `options` are the keys of those that work in its line, `parts` those behind a word of its own ("add").
    `gives`: `@person` gives to somebody without `for:`.
    """

    does: str
    hint: str
    lines: tuple[str, ...]
    more: str = ""
    note: str = ""
    options: tuple[str, ...] = ()
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    gives: bool = False

    @property
    def purpose(self) -> str:
        """What it is for, in whole sentences, in the language in force."""
        return f"{say(self.does)}. {say(self.more)}".strip()


RAPPORT = {
    "away until monday": later("you are away, and back on Monday: what comes due is covered"),
    "back": later("you are here again"),
    "week": later("what leads look at on Mondays: late, unclaimed, at risk, who is away"),
    "report month": later(
        "how it goes: what to do first, figures, channels, complaints; also week, quarter, of a list"
    ),
    "who": later("whom to ask for a referral; `who board`: to join your advisory board"),
    "load": later("who has how much to do, to share it out (leads)"),
    "home": later("what is yours today"),
    "undo": later("take back what you did"),
    "status": later("how Rapport itself is doing"),
    "roles": later("who may do what"),
    "handover @ana": later("give what is somebody's to another"),
    "settings": later("channel, hours, days and rules (leads)"),
    "fields": later("what your team wants to know of customers besides"),
    "templates": later("the wordings of wishes and thank-you notes"),
    "playbooks": later("follow-ups that begin together"),
    "themes": later("what many complaints are about, and what was changed"),
    "deadlines": later("by when complaints are put right"),
    "practice": later("answer made-up complaints, to learn"),
    "setup": later("how far Rapport is set up (leads)"),
    "survey": later("who was asked how it went; `survey Dana Reyes` asks her; `survey counter`: a link for everybody"),
    "stewards": later("who is asked before the leads"),
    "reactions": later("what emoji on a message do"),
    "watch #reviews": later("channels whose messages are customers' words (leads)"),
    "language": later("which language I speak to you"),
    "export": later("customers as a file"),
    "import": later("customers from a file"),
    "audit": later("who looked at customers' data"),
}
"""What stands after /rapport -> what it does; the first word is its name."""

COMMANDS = {
    "touchpoint": Command(
        later("Log a contact with a customer"),
        "Dana Reyes: called about the renewal via:phone",
        (
            "/touchpoint Dana Reyes: called about the renewal, happy with the new menu via:phone",
            "/touchpoint Dana Reyes: asked for a quote on:yesterday due:friday",
        ),
        later("Its mood is scored, and negative feedback alerts the team."),
        later("A touchpoint is any contact: a call, a visit, a mail. Alone, it opens a form."),
        _CONTACT,
    ),
    "complaint": Command(
        later("Log a complaint and alert the team"),
        "Dana Reyes: order never arrived severity:high",
        ("/complaint Dana Reyes: order never arrived, second time severity:high",),
        later("Whoever claims it puts it right."),
        ALONE,
        (*_CONTACT, "severity"),
    ),
    "rating": Command(
        later("Log what a customer answered"),
        "Dana Reyes: 9/10, loved the tasting",
        ("/rating Dana Reyes: 9/10, loved the tasting", "/rating Dana Reyes: csat:4"),
        later("CSAT (1-5) says how satisfied they are, NPS (0-10) whether they would recommend you."),
        ALONE,
        (*_CONTACT, "nps", "csat"),
    ),
    "followup": Command(
        later("Plan something for a customer, or list what is due"),
        "Dana Reyes: call back friday 3pm @ben | mine | team | overdue | promised",
        (
            "/followup Dana Reyes: call back about the refund due:friday @ben",
            "/followup Dana Reyes: call back friday 3pm promised",
            "/followup Dana Reyes: check in every 6 months",
            "/followup",
            "/followup today",
            "/followup tomorrow",
            "/followup week",
            "/followup done",
            "/followup @ben",
            "/followup team",
            "/followup overdue",
            "/followup unclaimed",
            "/followup promised",
            "/followup Dana Reyes",
        ),
        note=later(
            "Alone, it lists yours. A day at the end needs no `due:`, and `@person` gives it to somebody. At a time of "
            "day you are told; what comes again shows up anew when it is done; what was promised comes first."
        ),
        options=("due", "at", "every", "promised", "for"),
        gives=True,
    ),
    "thanks": Command(
        later("Plan a thank-you note"),
        "Dana Reyes: for the referral",
        ("/thanks Dana Reyes: for the referral", "/thanks Dana Reyes: for the referral @ana"),
        later("The customer's owner writes it, or the person you name."),
        later("Alone, it opens a form. `@person` gives it to somebody."),
        ("due", "at", "for"),
        gives=True,
    ),
    "customer": Command(
        later("Show, add, edit or list customers"),
        "Dana | add Dana Reyes tier:gold | edit Dana | remember Dana: dog called Biscuit | list",
        (
            "/customer Dana Reyes",
            "/customer add Dana Reyes birthday:14-Mar email:dana@x.org owner:@ana tier:gold",
            "/customer edit Dana Reyes",
            "/customer remember Dana Reyes: dog called Biscuit",
            "/customer lost Dana Reyes: price",
            "/customer back Dana Reyes: came to the tasting",
            "/customer list tag:wholesale silent:60d -tag:closed",
            '/customer list "Regulars at risk"',
            "/customer lists",
            "/customer export tag:wholesale",
            "/customer brief Dana Reyes",
            "/customer merge Dana Reyes into Danna Reyes",
            "/customer duplicates",
            "/customer playbook Dana Reyes: Welcome",
            "/customer access Dana Reyes",
            "/customer forget Dana Reyes",
            "/customer search biscuit",
        ),
        note=later(
            "Alone, it opens a form to find one. A stage says how far they are with you: awareness, acquisition, "
            "onboarding, engagement, retention, advocacy."
        ),
        parts={
            "add": _FIELDS,
            "edit": (*_FIELDS, "because"),
            "list": (),
            "remember": ("about",),
            "lost": ("on",),
            "back": ("on",),
            "playbook": (),
        },
    ),
    "rapport": Command(
        later("Help, settings, status, roles, undo, and every other command"),
        "help | settings | status | undo | touchpoint …",
        tuple(f"/rapport {line}" for line in RAPPORT),
        note=later("Every command also works as `/rapport touchpoint …`."),
    ),
}
"""Name without the slash -> the command."""

ADD, EDIT, LIST, REMEMBER = (f"customer {part}" for part in ("add", "edit", "list", "remember"))

TAKES_OWN = frozenset({ADD, EDIT})
"""The commands in whose lines the team's own fields are options too."""

OPTIONS_IN = {
    **{name: frozenset(command.options) for name, command in COMMANDS.items() if command.options},
    **{f"{name} {part}": frozenset(keys) for name, one in COMMANDS.items() for part, keys in one.parts.items()},
}
"""Command, with its part where it has such -> the keys of the options that work in it."""

TAKES_CATEGORY = frozenset(name for name, command in COMMANDS.items() if "about" in command.options)
"""The commands in whose lines `about:` is a category of the team's; in others it is a kind of detail."""

CAN_BE_GIVEN = frozenset(name for name, command in COMMANDS.items() if command.gives)
"""The commands in which `@person` gives to somebody without `for:`."""
