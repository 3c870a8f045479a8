"""Text as nobody types it, and as people of every script do: for tests of what enters by any door."""

import re
import unicodedata

from hypothesis import strategies as st

ORDINARY = [
    *("Dana", "O'Brien-Łuk", "naïve", "e\u0301te\u0301", "Việt", "Ωμέγα", "Жанна"),
    *("שָׁלוֹם", "מזל", "مرحبا", "می\u200cخواهم", "نامه\u200cها"),
    *("नमस्ते", "क्\u200dष", "അവന്\u200d", "ด้วย", "မြန်မာ", "བོད་ཡིག", "葛\U000e0100城", "日本語", "한국어"),
    *("👩\u200d👩\u200d👧\u200d👦", "👍🏽", "❤\ufe0f\u200d🔥", "1\ufe0f⃣", "🇵🇹", "🙂\u200d↔\ufe0f", "🧑🏽\u200d⚕\ufe0f"),
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    *("5/10", "€12.50", "#A1234", "a*b", "snake_case", "“quoted”", "…", "½"),
]

TRICKS = [
    *("\x00", "\x07", "\x1b[31m", "\x7f", "\x9b", "\ud83d", "\udc00", "\ufdd0", "\ufdd00\ufdd1", "\ufdd2U0FEI\ufdd3"),
    *("\ufffe", "\U0001ffff", "\u202e", "\u202d", "\u202a", "\u2066", "\u2067", "\u2068", "\u2069", "\u202c"),
    *("\u200b", "\u2060", "\ufeff", "\xad", "\u3164", "\u2063", "\U000e0041", "\u180e", "\ufff9", "\u206a"),
    *("\r", "\u2028", "\u2029", "\x85", "\x0b", "Z" + "\u0301" * 40, "\u200d\u200d", "\ufe0f\ufe0f"),
]

MARKUP = [
    *("<@U0FEI>", "&lt;@U0FEI&gt;", "<!channel>", "<!date^0^{date}|x>", "<https://evil.example|bank>", "@channel"),
    *("*", "_", "~", "`", "```", "> ", "@here", "5*"),
]

_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u2028-\u202e\u2066-\u206f"
    "\u200b\u2060-\u2064\ufeff\xad\u3164\u180e\ufff9-\ufffc]"
)
_PLANES = {plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)}


def is_odd(text: str) -> bool:
    """Whether something stands in it that nobody types."""
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign) in {"Mn", "Me"} else 0
        if marks > 8 or ord(sign) in _PLANES:
            return True
    return _ODD.search(text) is not None


def texts(max_size: int = 8) -> st.SearchStrategy[str]:
    """Words, tricks, markup and anything at all, glued or apart."""
    part = st.one_of(
        st.sampled_from(ORDINARY),
        st.sampled_from(TRICKS),
        st.sampled_from(MARKUP),
        st.text(st.characters(), max_size=3),
    )
    return st.lists(st.tuples(part, st.sampled_from(["", " "])).map("".join), max_size=max_size).map("".join)
