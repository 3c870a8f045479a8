"""Short texts in other languages, as typed with and without accents, and English ones that look like them."""

import unicodedata

import pytest

from bot.sentiment import MoodScorer, load

TEXTS = {
    "German": [
        "Lieferung zu spät",
        "Sehr freundliches Personal",
        "Der Kuchen war kalt",
        "nie wieder",
        "Alles bestens, danke",
        "Rechnung ist falsch",
        "Niemand geht ans Telefon",
        "Das Zimmer war schmutzig",
        "schlechter Service",
        "Super Team, gerne wieder",
    ],
    "French": [
        "Livraison en retard",
        "Super équipe",
        "Très déçu",
        "Le repas était froid",
        "personne ne répond au téléphone",
        "Merci pour tout",
        "Facture erronée, encore",
        "Accueil chaleureux",
        "colis jamais reçu",
        "C'est nul",
    ],
    "Spanish": [
        "Pedido tarde",
        "Muy buen servicio",
        "La comida estaba fría",
        "nadie contesta",
        "Todo perfecto, gracias",
        "Factura incorrecta otra vez",
        "El equipo es genial",
        "no ha llegado el paquete",
        "quiero cancelar mi cuenta",
        "pésima atención",
    ],
    "Italian": [
        "Consegna in ritardo",
        "Personale gentilissimo",
        "Il cibo era freddo",
        "nessuno risponde",
        "Tutto perfetto, grazie",
        "Fattura sbagliata",
        "Servizio pessimo",
        "pacco mai arrivato",
        "Molto deluso",
        "camera sporca",
    ],
    "Portuguese": [
        "Entrega atrasada",
        "Ótimo atendimento",
        "A comida estava fria",
        "ninguém responde",
        "Tudo perfeito, obrigada",
        "Fatura errada de novo",
        "Serviço péssimo",
        "a encomenda não chegou",
        "muito desiludido",
        "equipa simpática",
    ],
    "Dutch": [
        "Levering te laat",
        "Vriendelijk personeel",
        "Het eten was koud",
        "niemand neemt op",
        "Alles prima, bedankt",
        "Factuur klopt niet",
        "slechte service",
        "pakket nooit aangekomen",
        "Erg teleurgesteld",
        "Geweldig team",
    ],
    "Polish": [
        "Dostawa spóźniona",
        "Bardzo miła obsługa",
        "Jedzenie było zimne",
        "nikt nie odbiera telefonu",
        "Wszystko super, dziękuję",
        "Błąd na fakturze",
        "fatalna obsługa",
        "paczka nie dotarła",
        "Jestem rozczarowany",
        "świetny zespół",
    ],
}
BY_LANGUAGE = [(text, language) for language, texts in TEXTS.items() for text in texts]


def without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("ł", "l"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).lower()


@pytest.fixture(scope="module")
def scorer() -> MoodScorer:
    return load()


@pytest.mark.parametrize(("text", "language"), BY_LANGUAGE)
def test_a_short_foreign_text_is_unscored(scorer: MoodScorer, text: str, language: str) -> None:
    assert scorer.score(text).label == "unscored", language


@pytest.mark.parametrize(("text", "language"), BY_LANGUAGE)
def test_it_is_unscored_in_lower_case_without_accents_too(scorer: MoodScorer, text: str, language: str) -> None:
    assert scorer.score(without_accents(text)).label == "unscored", language


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_is_named_for_most(scorer: MoodScorer, language: str) -> None:
    reasons = [scorer.score(text).reason for text in TEXTS[language]]
    assert sum(language in reason for reason in reasons) >= 8


@pytest.mark.parametrize(
    "text",
    [
        "No problem at all",
        "met her",
        "met her at the door",
        "Staff always around to help.",
        "die hard fan of the cake",
        "fast service",
        "rest of the order came",
        "super",
        "Super!",
        "super nice people",
        "hat and coat left here",
        "son of the owner",
        "no",
        "as per usual",
        "on sale",
        "a war of words",
        "me too",
        "El Camino ordered two more",
        "spoke to Maria de la Cruz",
        "café booked for ten",
        "lunch at Chez Paul went well",
        "pour the wine",
        "tag missing",
        "van der Berg paid",
        "ten of ten",
        "gut feeling says he stays",
        "sold out",
        "do not call",
        "top",
        "perfect",
        "terrible",
        "horrible!!",
        "excellent",
        "email sent",
        "keys collected",
        "deposit in",
        "brochure posted",
    ],
)
def test_english_is_never_called_foreign(scorer: MoodScorer, text: str) -> None:
    assert scorer.score(text).score is not None


@pytest.mark.parametrize("text", ["Xyzzy qwrtz", "Zbigniew Brzęczyszczykiewicz", "Ngata Whaanga"])
def test_a_text_of_unknown_words_has_no_score_and_says_so(scorer: MoodScorer, text: str) -> None:
    mood = scorer.score(text)
    assert mood.score is None
    assert mood.reason
