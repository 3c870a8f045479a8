"""How a contact came about (channel) and how bad a complaint is (severity), and the words people use for them."""

from enum import StrEnum
from types import MappingProxyType

from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say


class Channel(StrEnum):
    """The way a customer was in touch. Not a Slack channel."""

    PHONE = "phone"
    EMAIL = "email"
    CHAT = "chat"
    IN_PERSON = "in person"
    SOCIAL = "social"
    VIDEO = "video"
    LETTER = "letter"
    OTHER = "other"


class Severity(StrEnum):
    """How bad a complaint is; decides its deadline."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


_CHANNEL_WORDS = {
    Channel.PHONE: "phone call called telephone tel cell mobile voicemail phone-call "
    "telefon anruf telefonat teléfono telefono llamada",
    Channel.EMAIL: "email e-mail mail emailed newsletter correo",
    Channel.CHAT: "chat sms text message whatsapp signal telegram im slack messenger live-chat",
    Channel.IN_PERSON: "in-person inperson person visit visited meeting met face-to-face f2f store shop on-site lunch "
    "persönlich besuch laden persona en-persona visita tienda",
    Channel.SOCIAL: "social facebook instagram twitter x linkedin tiktok review google yelp tripadvisor social-media "
    "dm instagram-dm facebook-dm twitter-dm",
    Channel.VIDEO: "video zoom meet teams video-call videocall webinar facetime skype google-meet huddle",
    Channel.LETTER: "letter post card postcard fax snail-mail brief carta",
    Channel.OTHER: "other",
}
_CHANNELS = MappingProxyType({word: channel for channel, words in _CHANNEL_WORDS.items() for word in words.split()})
_SEVERITY_WORDS = {
    Severity.HIGH: "high urgent critical severe serious bad major hoch dringend alta grave urgente",
    Severity.MEDIUM: "medium normal moderate med middle mittel media",
    Severity.LOW: "low minor small trivial niedrig gering baja leve",
}
_SEVERITIES = MappingProxyType({word: level for level, words in _SEVERITY_WORDS.items() for word in words.split()})


def _key(words: str) -> str:
    return "-".join(words.casefold().replace("_", " ").strip(" .!").split())


def is_channel(words: str) -> bool:
    """Whether these words name a channel."""
    return _key(words) in _CHANNELS


def is_severity(words: str) -> bool:
    """Whether these words name a severity."""
    return _key(words) in _SEVERITIES


def read_channel(words: str) -> Channel:
    """The channel meant by "phone", "Call", "in person", "zoom" … Raises NotUnderstoodError."""
    if channel := _CHANNELS.get(_key(words)):
        return channel
    raise NotUnderstoodError(
        say("I don't know the channel “{words}”. These work: {channel}.", words=words, channel=", ".join(Channel)),
        field="channel",
    )


def read_severity(words: str) -> Severity:
    """The severity meant by "high", "urgent", "minor" … Raises NotUnderstoodError."""
    if severity := _SEVERITIES.get(_key(words)):
        return severity
    raise NotUnderstoodError(
        say("I don't know the severity “{words}”. These work: {severity}.", words=words, severity=", ".join(Severity)),
        field="severity",
    )
