"""JSON with clean texts, however it is nested."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.reading.clean_text import clean
from bot.slack.entering import cleaned, cleaned_answer
from tests.odd_text import texts

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | texts(2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "value", "user"]), inner),
    max_leaves=12,
)


@given(JSON)
def test_every_text_in_it_is_clean_and_all_else_as_it_was(value: object) -> None:
    before = json.dumps(value)
    after = cleaned(value)

    assert after == _by_hand(value)
    assert json.dumps(value) == before


def _by_hand(value: object) -> object:
    if isinstance(value, list):
        return [_by_hand(part) for part in value]
    if isinstance(value, dict):
        return {name: _by_hand(part) for name, part in value.items()}
    return clean(value) if isinstance(value, str) else value


def test_the_deepest_json_that_can_be_parsed_is_cleaned() -> None:
    deep = json.loads("[" * 900 + '"a\\u202eb"' + "]" * 900)

    part = cleaned(deep)
    for _ in range(900):
        part = part[0]
    assert part == "ab"


def test_an_answer_that_is_no_json_stays_for_the_client_to_refuse() -> None:
    assert cleaned_answer("<html>\u202e</html>") == "<html>\u202e</html>"
    assert cleaned_answer('{"name": "a\\u202eb"}') == '{"name": "ab"}'
    assert cleaned_answer(b"bytes") == b"bytes"
