"""The words of the letter in which a customer is asked how it went, in their language."""

from dataclasses import dataclass
from datetime import date

from bot.domain.day_names import short_date
from bot.domain.rating import RANGES, Scale
from bot.domain.saying import later, say, speaking
from bot.domain.survey import Occasion
from bot.domain.survey_link import SurveyLinks
from bot.domain.survey_question import ends, question


@dataclass(frozen=True)
class Invitation:
    """What a letter asks. `token` "": there are no links, so it asks for a number in return.

    `team`: how customers know us. `until`: the last day on which it can be answered.
    """

    scale: Scale
    language: str
    intro: str
    team: str
    until: date
    links: SurveyLinks
    token: str = ""
    is_of_handling: bool = False

    @property
    def question(self) -> str:
        """What is asked."""
        return question(self.scale, self.language, self.team, of_handling=self.is_of_handling)

    @property
    def choices(self) -> tuple[tuple[int, str, str], ...]:
        """Every answer, the best first: its number, what it means ("" in between), and its link."""
        least, most = ends(self.scale, self.language)
        values = RANGES[self.scale]
        meanings = {values[0]: least, values[-1]: most}
        return tuple(
            (value, meanings.get(value, ""), self.links.answer(self.token, value)) for value in reversed(values)
        )

    @property
    def stop_link(self) -> str:
        """Where one says that one wants to be asked no more."""
        return self.links.stop(self.token)

    @property
    def closing(self) -> tuple[str, ...]:
        """What is said after the answers."""
        with speaking(self.language):
            if not self.token:
                return (
                    say("Just answer this letter with a number; a few words are welcome, too."),
                    say("If you do not want to be asked again, answer “stop”."),
                )
            return (
                say("Nothing is sent before you confirm it. You can answer until {day}.", day=short_date(self.until)),
                self.stop_words,
            )

    @property
    def stop_words(self) -> str:
        """What the stop link says."""
        with speaking(self.language):
            return say("Do not ask me again")


_INTROS = {
    Occasion.HAND: later("may we ask you one question? It takes a moment."),
    Occasion.CONTACT: later("you were in touch with us lately. May we ask you one question? It takes a moment."),
    Occasion.COMPLAINT: later(
        "something had gone wrong, and we did what we could to put it right. May we ask you one question about it? "
        "It takes a moment."
    ),
}


def intro(occasion: Occasion, name: str, language: str) -> str:
    """How the letter begins."""
    with speaking(language):
        return f"{say('Hello {name},', name=name)}\n\n{say(_INTROS[occasion])}"
