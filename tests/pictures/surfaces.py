"""Where people meet Rapport: a row for each surface. Whoever builds one adds its row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.sandbox.demo import business
from bot.sandbox.world.staff import BOT_USER
from tests.digests import plan
from tests.team import ANA, BEN, CARA, DEV, FEEDBACK, GENERAL, Team

REVIEWS = "C0RANDOM"


@dataclass(frozen=True)
class Surface:
    """`name`: that of its pictures. `prepare`: what the team does before. `who` looks at `place`, a channel's id,

    "app" (the direct message with Rapport) or "home"; `shows`: the words that say it is there. `press`: a button that
    brings up the panel with them. `is_new`: in a workspace without Dana, and without any customer.
    """

    name: str
    prepare: Callable[[Team], None]
    who: str
    place: str
    shows: str
    press: str = ""
    is_new: bool = False


def _complaint(team: Team) -> None:
    team.command(ANA, "/complaint", "Dana Reyes: order never arrived, second time severity:high")


def _claimed(team: Team) -> None:
    _complaint(team)
    team.click(BEN, "claim", team.alert())
    team.sandbox.people.message(channel=FEEDBACK, user=BEN, text="I ring her now", thread_ts=team.alert()["ts"])
    for person in (BEN, CARA):
        team.sandbox.people.react(channel=FEEDBACK, user=person, ts=team.alert()["ts"], name="eyes")


def _logged(team: Team) -> None:
    team.command(ANA, "/touchpoint", "Dana Reyes: called about the renewal, happy with the new menu via:phone")


def _digest(team: Team) -> None:
    _complaint(team)
    plan(team, ANA, "send the new menu")
    team.command(ANA, "/thanks", "Dana Reyes: for the referral")
    team.jump(team.clock.now() + timedelta(days=1))


def _card(team: Team) -> None:
    team.command(ANA, "/customer", "edit Dana Reyes birthday:26-Nov renewal:2026-12-23 tier:gold value:48200")
    team.command(ANA, "/customer", "remember Dana Reyes: dog called Biscuit")
    _complaint(team)
    team.command(ANA, "/customer", "Dana Reyes")


def _scribbled(team: Team) -> None:
    text = "dana called, upset about the invoice, call her back thursday"
    team.sandbox.people.message(channel=f"@{ANA}", user=ANA, text=text)
    team.settle()


def _mentioned(team: Team) -> None:
    _complaint(team)
    people, ts = team.sandbox.people, team.alert()["ts"]
    people.message(channel=FEEDBACK, user=BEN, text=f"<@{BOT_USER}> dana rang, wants a refund", thread_ts=ts)
    team.settle()


def _watched(team: Team) -> None:
    team.command(DEV, "/rapport", f"watch <#{REVIEWS}|random>")
    post = team.sandbox.people.post
    post(channel=REVIEWS, app="B0REVIEWS", text="1 star: cold soup, and nobody said sorry. Never again!")
    post(channel=REVIEWS, app="B0FORM", text="Dana Reyes: my order never arrived, I want a refund")
    team.settle()


def _first_run(team: Team) -> None:
    team.write("DELETE FROM set_up")
    team.advance(minutes=1)


def _german(team: Team) -> None:
    team.command(ANA, "/rapport", "language de")
    _digest(team)


def _types(line: str, text: str = "", who: str = ANA) -> Callable[[Team], None]:
    """A command that opens a form, or answers."""

    def typed(team: Team) -> None:
        team.command(who, line, text)

    return typed


def _harbour(line: str, text: str) -> Callable[[Team], None]:
    """What a lead is answered in the made-up business, with the year behind it."""

    def typed(team: Team) -> None:
        business.open_for(team.rapport)
        team.settle()
        team.command(CARA, line, text)
        team.settle()

    return typed


SURFACES = (
    Surface("alert", _complaint, BEN, FEEDBACK, "order never arrived"),
    Surface("alert-claimed", _claimed, BEN, FEEDBACK, "Release"),
    Surface("logged", _logged, ANA, GENERAL, "Follow up"),
    Surface("digest", _digest, ANA, "app", "send the new menu"),
    Surface("home", _digest, ANA, "home", "send the new menu"),
    Surface("card", _card, ANA, GENERAL, "Biscuit"),
    Surface("help", _types("/rapport", "help"), ANA, GENERAL, "/touchpoint"),
    Surface("scribble", _scribbled, ANA, "app", "Log for Dana Reyes"),
    Surface("mention-in-thread", _mentioned, BEN, FEEDBACK, "reply"),
    Surface("watched-channel", _watched, BEN, REVIEWS, "cold soup"),
    Surface("watched-alert", _watched, BEN, FEEDBACK, "original message"),
    Surface("reactions-choice", _types("/rapport", "reactions", CARA), CARA, GENERAL, "Skin tones"),
    Surface("first-run", _first_run, CARA, "app", "Welcome to Rapport", is_new=True),
    Surface("german-home", _german, ANA, "home", "Dana Reyes"),
    Surface("german-digest", _german, ANA, "app", "Dana Reyes"),
    Surface("side-pane", _complaint, BEN, FEEDBACK, "Blue Door Deli", press="beside the conversation"),
    Surface("workflow-panel", _complaint, BEN, FEEDBACK, "Run the step", press="Workflow"),
    Surface("form-touchpoint", _types("/touchpoint"), ANA, GENERAL, "Log a touchpoint"),
    Surface("form-complaint", _types("/complaint"), ANA, GENERAL, "Log a complaint"),
    Surface("form-followup", _types("/followup", "Dana Reyes"), ANA, GENERAL, "Dana Reyes"),
    Surface("report", _harbour("/rapport", "report quarter"), CARA, GENERAL, "How contacts sounded", is_new=True),
    Surface("themes", _harbour("/rapport", "themes"), CARA, GENERAL, "Wrong invoices", is_new=True),
    Surface("whom-to-ask", _harbour("/rapport", "who"), CARA, GENERAL, "referral", is_new=True),
    Surface("card-at-risk", _harbour("/customer", "Tomas Ferreira-Lind"), CARA, GENERAL, "ed:", is_new=True),
    Surface("settings", _types("/rapport", "settings", CARA), CARA, GENERAL, "Settings"),
)
