"""German and Spanish in a line: names of options and words for days, understood whatever language the reader has."""

import re
from collections.abc import Mapping
from types import MappingProxyType

KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "via": ("über", "ueber", "weg", "kanal", "por", "vía", "canal"),
        "on": ("am", "tag-war", "el"),
        "due": ("fällig", "faellig", "bis", "vence", "vencimiento", "para-el"),
        "at": ("um", "uhrzeit", "hora", "a-las"),
        "every": ("alle", "jede", "jeden", "cada"),
        "promised": ("zugesagt", "versprochen", "prometido"),
        "for": ("für", "fuer", "an", "para"),
        "severity": ("schwere", "gravedad"),
        "company": ("firma", "empresa"),
        "email": ("correo",),
        "phone": ("telefon", "teléfono", "telefono"),
        "birthday": ("geburtstag", "cumpleaños", "cumpleanos"),
        "owner": ("zuständig", "betreuer", "responsable"),
        "backup": ("vertretung", "suplente"),
        "tier": ("stufe", "nivel"),
        "stage": ("phase", "etapa"),
        "tag": ("schlagwort", "etiqueta"),
        "since": ("seit", "desde"),
        "renewal": ("verlängerung", "verlaengerung", "renovación", "renovacion"),
        "value": ("wert", "valor"),
        "language": ("sprache", "idioma"),
        "timezone": ("zeitzone", "zona"),
        "because": ("weil", "porque"),
        "kind": ("art", "tipo"),
        "alias": ("spitzname", "apodo"),
        "cadence": ("rhythmus", "ritmo"),
        "wishes": ("wünsche", "wuensche", "felicitaciones"),
        "mailing": ("rundmails", "envíos", "envios"),
        "do-not-contact": ("nicht-kontaktieren", "no-contactar"),
        "prefers": ("bevorzugt", "prefiere"),
        "referred": ("empfohlen-von", "recomendado-por"),
        "about": ("betrifft", "sobre"),
    }
)
"""Key of an option -> its names in German, then in Spanish, with and without marks where people leave them out."""

HELP = frozenset({"help", "?", "hilfe", "ayuda"})
"""What somebody types who asks what can be typed."""

OF_LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "silent": ("still", "sin-contacto"),
        "lost": ("verloren", "perdido"),
        "complaint": ("beschwerde", "queja"),
        "theme": ("thema", "tema"),
        "mood": ("stimmung", "ánimo", "animo"),
        "rating": ("bewertung", "valoración", "valoracion"),
        "candidates": ("kandidaten", "candidatos"),
        "health": ("lage", "salud"),
        "risk": ("risiko", "riesgo"),
    }
)
"""The same of conditions of `/customer list` that are no options."""

_DAYS = {
    "today": "heute hoy",
    "tomorrow": "morgen mañana manana",
    "yesterday": "gestern ayer",
    "monday": "montag lunes",
    "tuesday": "dienstag martes",
    "wednesday": "mittwoch miércoles miercoles",
    "thursday": "donnerstag jueves",
    "friday": "freitag viernes",
    "saturday": "samstag sonnabend sábado sabado",
    "sunday": "sonntag domingo",
    "january": "januar jänner enero",
    "february": "februar febrero",
    "march": "märz maerz marzo",
    "april": "abril",
    "may": "mai mayo",
    "june": "juni junio",
    "july": "juli julio",
    "august": "agosto",
    "september": "septiembre",
    "october": "oktober octubre",
    "november": "noviembre",
    "december": "dezember diciembre",
    "next": "nächster nächsten nächste nächstes naechsten próximo próxima proximo proxima",
    "last": "letzter letzten letzte letztes pasado pasada",
    "week": "woche semana",
    "weeks": "wochen semanas",
    "days": "tagen tage días dias",
    "day": "tag día dia",
    "month": "monat mes",
    "months": "monaten monate meses",
    "year": "jahr año",
    "years": "jahren jahre años",
    "until": "bis hasta",
    "in": "en dentro",
    "": "de den dem am el la",
}
_IN_ENGLISH = {word: english for english, words in _DAYS.items() for word in words.split()}
_WHOLE = {"übermorgen": "in 2 days", "pasado mañana": "in 2 days", "vorgestern": "2 days ago", "anteayer": "2 days ago"}
_WORD = re.compile(r"[^\W\d_]+")
_DAY_DOT = re.compile(r"(?<=\d)\.(?=\s+[a-z])")


def day_in_english(words: str) -> str:
    """German or Spanish words for a day as the English ones; the words themselves where they are neither."""
    plain = words.casefold().strip()
    if plain in _WHOLE:
        return _WHOLE[plain]
    found = [word for word in _WORD.findall(plain) if _IN_ENGLISH.get(word)]
    if not found:
        return words
    english = _WORD.sub(lambda word: _IN_ENGLISH.get(word[0], word[0]), plain)
    return " ".join(_DAY_DOT.sub("", english).split())
