"""How people greet, thank, ask for help, or look somebody up: what they write to Rapport that is nothing to log."""

import re

_PLEASE = r"(?:(?:please|pls|can you|could you|rapport)\s+)*"


def _reads(*words: str, end: str = "", begin: str = "") -> re.Pattern[str]:
    return re.compile(f"{begin}(?:{'|'.join(words)}){end}", re.IGNORECASE)


HELLO = _reads(
    *("hi", "hiya", "hello", "hey", "hallo", "hola", "moin", "yo", "morning", "howdy", "greetings", "sup"),
    *("hi there", "hey there", "good (?:morning|afternoon|evening|day)"),
    end=r"(?:[\s,]+(?:there|rapport|bot|all|team|everyone))?",
)

HAILED = _reads(
    "(?:hey|hi|hello|hallo|hola|ok|okay),? (?:rapport|there|bot|all|team)", "rapport", end=r"[\s]*[,:!-]\s*"
)
"""How a message begins that goes on after it: “hey rapport, …”."""

HELP = _reads(
    *(r"/?help(?: me)?", r"\?+", "commands?", "instructions", "examples?", "who are you", "/?rapport"),
    *("what do you do", "what can (?:you|i|rapport) do", "what(?:'s| is) this", "how (?:to|can i) (?:use|start).*"),
    "how do(?:es)? (?:i|this|it|you|rapport) (?:work|use (?:this|it|you|rapport)|start)",
    begin=r"(?:/?rapport\s+)?",
)

THANKED = _reads(
    *("ok(?:ay)?", "k", "great", "cool", "nice", "perfect", "super", "awesome", "good(?: bot| job)?", "got it"),
    *("yes", "yep", "no", "nope", "sure", "fine", "lol", "haha", "thx", "ty", "tx", "cheers", "danke", "gracias"),
    *("well done", "never ?mind", "good ?night", "see you", "bye", "will do"),
    "(?:many )?thanks?(?: you)?(?: (?:so|very) much| a lot| rapport| bot| all)?",
    end=r"(?:[\s,!.]+(?:thanks|thank you|thx|great|cool|rapport))*",
)

_TALK = "talk|speak|spoke|meet|hear|call|write|visit|contact|see|touch"

LOOK_UP = _reads(
    *(r"customer(?!\s+(?:add|edit|list|remember)\b)", "find", "show(?: me)?", "open", "look ?up", "who(?: is|'s|s)"),
    *("card(?: of| for)?", "info(?: on| about)?", "tell me about", "what do (?:we|you) know (?:about|of)"),
    *("anything (?:on|about|from)", "how(?: is|'s|s)", "last (?:touch|contact|call)(?: with)?", "history (?:of|with)"),
    *("what about", "status of", "wer ist", "was wissen wir (?:über|von)", "qui[eé]n es", "qu[eé] sabemos de"),
    rf"when did (?:we|i|anyone|anybody|somebody) (?:last )?(?:{_TALK})(?: base)?(?: to| with| from)?",
    begin=rf"/?{_PLEASE}",
    end=r"\s+(?P<name>[^:]{1,80}?)(?:\s+(?:last|doing|lately|recently|again|please|pls))*\s*[?!.]*",
)
"""Who is looked up stands in the group `name`."""

ASKS = _reads(
    *(
        "how",
        "whats?",
        "why",
        "where",
        "can",
        "could",
        "would",
        "do",
        "does",
        "did",
        "is",
        "are",
        "who",
        "whom",
        "when",
    ),
    *("which", "should", "will", "have", "has"),
    *("wer", "was", "wann", "wie", "wo", "warum", "welche[rs]?", "qui[eé]n", "qu[eé]", "cu[aá]ndo", "c[oó]mo"),
    *("d[oó]nde", "cu[aá]l(?:es)?"),
    end=r"\b",
)
"""How a question begins."""

EMOJI = re.compile(r":[\w+'-]{1,60}:(?::skin-tone-\d:)?")
