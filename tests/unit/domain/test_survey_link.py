"""Where customers answer: what is built is read back, and nothing else is."""

import pytest

from bot.domain.survey_link import Reached, SurveyLinks, reached

TOKEN = "aB3_-" * 5
LINKS = SurveyLinks("https://ask.harbour.example/rapport", "T0HARBOUR")


@pytest.mark.parametrize(
    ("link", "what"),
    [
        (LINKS.page(TOKEN), Reached("T0HARBOUR", TOKEN)),
        (LINKS.answer(TOKEN, 0), Reached("T0HARBOUR", TOKEN, 0)),
        (LINKS.answer(TOKEN, 10), Reached("T0HARBOUR", TOKEN, 10)),
        (LINKS.stop(TOKEN), Reached("T0HARBOUR", TOKEN, None, is_stop=True)),
    ],
)
def test_a_link_leads_to_what_it_was_made_for_also_with_a_slash_behind(link: str, what: Reached) -> None:
    path = link.removeprefix("https://ask.harbour.example/rapport")
    assert reached(path) == reached(f"{path}/") == what


@pytest.mark.parametrize(
    "path",
    ["/s/", "/s/T1/short", f"/s/t1/{TOKEN}", f"/s/T1/{TOKEN}//", f"/s/T1/{TOKEN}/01", f"/s/T1/{TOKEN}/100",
     f"/s/T1/{TOKEN}/-1", f"/s/T1/{TOKEN}/stop/x", f"/s/T1/{TOKEN}\n", f"/s/T1/{'a' * 65}", f"/s/T1/{TOKEN}é"],
)  # fmt: skip
def test_what_no_link_looks_like_leads_nowhere(path: str) -> None:
    assert reached(path) is None


def test_without_an_address_there_are_no_links() -> None:
    assert SurveyLinks().page(TOKEN) == SurveyLinks().answer(TOKEN, 3) == SurveyLinks().stop(TOKEN) == ""
