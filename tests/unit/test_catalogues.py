"""The catalogues of other languages: what the code says and no more, whole where people write and are told most."""

import ast
import re
from string import Formatter

import pytest

from bot.domain.saying import ENGLISH, LANGUAGES, speaking
from bot.reading.abroad import KEYS
from bot.reading.options import BY_NAME, OPTIONS
from bot.sandbox.rules.blocks import check_message_blocks, check_view
from bot.views.message import Message
from tests.catalogues import ONE, PAIR, ROOT, Key, catalogue, said, said_in
from tests.unit.views.shown import MESSAGES
from tests.unit.views.shown_forms import FORMS

OTHERS = sorted(LANGUAGES.keys() - {ENGLISH})

WHOLE = (
    *("views/digest", "views/days", "domain/urgency", "domain/digest", "views/my_digest"),
    *("views/alert", "views/caretaker", "views/severity", "views/mood_words", "domain/value_words"),
    *("views/forms", "views/followup_change", "views/customer_form", "views/blocks", "views/language"),
    *("reading/options", "reading/yes_no", "domain/survey", "domain/survey_letter", "domain/survey_question"),
    *("survey_page/page", "views/survey", "views/survey_forms", "views/counters"),
)
"""Modules all of whose sentences are translated: digest, alerts, lines' options and forms, what customers read."""


def _strings(one: object) -> list[str]:
    return [one] if isinstance(one, str) else list(one) if isinstance(one, (tuple, list)) else []


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", OTHERS)
def test_the_catalogue_has_what_the_code_says_and_no_more(language: str) -> None:
    kept = {message.id if isinstance(message.id, str) else tuple(message.id) for message in catalogue(language)}

    assert kept - {""} == said(), "`just language` brings the catalogues up to date"


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_placeholders_edges_and_forms_of_its_sentence(language: str) -> None:
    for message in catalogue(language):
        originals, translated = _strings(message.id), _strings(message.string)
        if not message.id or not any(translated):
            continue
        assert all(translated), message.id
        assert len(translated) == len(originals), message.id
        for original, other in zip(originals, translated, strict=True):
            assert _placeholders(other) == _placeholders(original), original
            assert re.findall(r"^\s*|\s*$", other) == re.findall(r"^\s*|\s*$", original), original


@pytest.mark.parametrize("language", OTHERS)
def test_digest_alerts_options_and_forms_are_said_whole_in_every_language(language: str) -> None:
    kept = catalogue(language)
    lacking: list[tuple[str, Key]] = [
        (name, key)
        for name in WHOLE
        for key in said_in(ROOT / "bot" / f"{name}.py")
        if not all(_strings(found.string if (found := kept.get(key if isinstance(key, str) else key[0])) else ""))
    ]

    assert lacking == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_view_keeps_slacks_limits_in_every_language(language: str) -> None:
    with speaking(language):
        for shown in FORMS.values():
            check_view(shown(), "modal")
        for whole in MESSAGES.values():
            message: Message = whole()
            check_message_blocks(message.payload()["blocks"])


def test_a_name_of_an_option_means_one_thing_in_all_languages() -> None:
    names = [name for option in OPTIONS for name in (option.key, *option.short, *option.abroad)]

    assert len(names) == len(set(names)) == len(BY_NAME)
    assert KEYS.keys() <= {option.key for option in OPTIONS}


@pytest.mark.parametrize("language", OTHERS)
def test_an_option_shown_in_another_language_is_read_there(language: str) -> None:
    with speaking(language):
        for option in OPTIONS:
            assert BY_NAME[option.shown.partition(":")[0]] is option


BESIDE = {
    "views/scribble.py": "lines to copy, in English as they are read",
    "views/access_files.py": "the file of all that is kept, an HTML page for whoever asked a business for it",
    "views/customer_file.py": "headings of a file that is read back by them",
    "views/size.py": "what stands where there is a mistake of ours",
    "handlers/error_surface.py": "the log of whoever runs Rapport",
    "handlers/opening.py": "the log of whoever runs Rapport",
}
"""Modules with words beside the catalogue -> why."""

INVENTED = {"Blue Door Deli"}
"""Names of somebody made up, the same in all languages."""

_SENTENCE = re.compile(r"[A-Z][a-z]+(?: [\w']+){2,}")


def test_no_view_handler_or_error_says_a_sentence_beside_the_catalogue() -> None:
    files = [*(ROOT / "bot" / "views").glob("*.py"), *(ROOT / "handlers").rglob("*.py"), ROOT / "bot/domain/errors.py"]
    found = [
        f"{file.parent.name}/{file.name}:{node.lineno}"
        for file in sorted(files)
        if f"{file.parent.name}/{file.name}" not in BESIDE
        for node in _beside(ast.parse(file.read_bytes()))
    ]

    assert found == []


def _beside(tree: ast.AST) -> list[ast.expr]:
    """Sentences, f-strings too, that are neither docstrings nor marked for the catalogue."""
    if isinstance(tree, ast.Expr) and isinstance(tree.value, ast.Constant):
        return []
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id in ONE | PAIR:
        return [one for part in tree.keywords for one in _beside(part.value)]
    if isinstance(tree, ast.Constant):
        return [tree] if isinstance(tree.value, str) and _is_sentence(tree.value) else []
    if isinstance(tree, ast.JoinedStr):
        words = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in tree.values)
        within = [one for part in tree.values if not isinstance(part, ast.Constant) for one in _beside(part)]
        return [*([tree] if _is_sentence(words) else []), *within]
    return [one for part in ast.iter_child_nodes(tree) for one in _beside(part)]


def _is_sentence(words: str) -> bool:
    return words not in INVENTED and bool(_SENTENCE.search(words))
