"""What each command does, with lines to copy, as the tables of commands and options say."""

from bot.domain.saying import later, say
from bot.domain.segment import KINDS
from bot.reading.commands import ADD, COMMANDS, RAPPORT
from bot.reading.options import OPTIONS, Option, options_of
from bot.views.blocks import context, section
from bot.views.message import Message


def command_help(name: str) -> Message:
    """Help for one command, or for a word behind /rapport; for /rapport itself, what each is for, with a line to copy.

    Of a word that is neither, the same.
    """
    if name == "rapport":
        return _overview()
    if name in _OF_RAPPORT:
        line = _OF_RAPPORT[name]
        said = f"`/rapport {line}` {say(RAPPORT[line])}."
        more = [context(say(_MORE[name]))] if name in _MORE else []
        return Message(said, [section(said), *more, context(say("`/rapport help` shows all there is."))])
    if name not in COMMANDS:
        return _overview()
    one = COMMANDS[name]
    blocks = [section("\n".join([f"*/{name}*  {one.purpose}", *(f"`{line}`" for line in one.lines), say(one.note)]))]
    said = " · ".join(f"`{option.shown}` {say(option.says)}" for option in options_of(_OPTIONS_OF.get(name, name)))
    where = say("After `add` or `edit` and the name") if name == "customer" else say("Anywhere after the colon")
    blocks.append(context(say("{where}: {said}. Quotes allow a colon in a name.", where=where, said=said)))
    if name == "customer":
        blocks.append(
            context(say("After `list`: {conditions}. {several}", conditions=_conditions(), several=say(SEVERAL)))
        )
    return Message(f"/{name}: {one.purpose}", blocks)


_OF_RAPPORT = {line.split()[0]: line for line in RAPPORT}

_MORE = {
    "watch": later(
        "`/rapport watch` alone lists them, `/rapport watch stop #reviews` ends it. After the channel: `since:30d` "
        "reads its past, `whose:apps` (or `people`, `both`) says whose messages count, `keeps:all` (or `negative`) "
        "what is logged, `via:social` by what channel they come."
    )
}
"""What can be typed behind a word, where it takes more than itself."""

_OPTIONS_OF = {"customer": ADD}
"""Commands whose options go by another name in the table."""


SEVERAL = later(
    "Several of one kind (`tag:press tag:vip`) mean any of them, several kinds mean all, `-` before one means not; "
    "`none` is nothing there. Other words are looked for in names and companies."
)


def _conditions() -> str:
    return " · ".join(f"`{kind.shown}` {say(kind.says)}" for kind in KINDS)


def condition_rows() -> list[str]:
    """The README's table of what `/customer list` takes: a row for each, as Markdown."""
    return [
        f"| `{kind.example}` | {say(kind.says)} | {' '.join(f'`{name}:`' for name in kind.short)} |" for kind in KINDS
    ]


def option_rows() -> list[str]:
    """The README's table of options: a row for each, as Markdown."""
    return [
        f"| `{option.example}` | {say(option.says)} | {_spellings(option)} | {_commands(option)} |"
        for option in OPTIONS
    ]


def _commands(option: Option) -> str:
    return ", ".join(f"`/{name}`" for name in option.commands)


def _spellings(option: Option) -> str:
    return " ".join(f"`{name}:`" for name in option.short)


def _overview() -> Message:
    blocks = [
        section(f"*/{name}*  {one.purpose}\n`{one.lines[0]}`") for name, one in COMMANDS.items() if name != "rapport"
    ]
    own = COMMANDS["rapport"]
    words = "\n".join(f"`/rapport {line}` {say(does)}" for line, does in RAPPORT.items())
    blocks.append(section(f"*/rapport*  {own.purpose}\n{words}\n{say(own.note)}"))
    blocks.append(context(say("More on one of them: `/touchpoint help`.")))
    return Message(say("/rapport: what you can type"), blocks)
