"""The headings of customer files, and what each of them holds: the one table, for every program that exports.

Gathered from the exports of Google Contacts (the old layout and that of 2024), Outlook (.com and desktop), HubSpot,
Salesforce, Mailchimp, Shopify, Square, Zoho, Pipedrive and iCloud by way of vCard converters, with their usual names in
German, French, Spanish, Portuguese, Italian and Dutch. Case, accents, hyphens, numbers and the order of columns do not
matter ("E-mail 1 - Value" is "e mail value"), nor do words that say which of several it is ("Work", "Primary").
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from bot.domain.folding import fold

HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "name": """name; full name; fullname; display name; customer name; client name; contact name; person name;
            customer; client; contact; anzeigename; kunde; kundenname; kontakt; nom complet; client nom;
            nombre completo; nombre; cliente; nome completo; nome; nom; volledige naam; naam; klant""",
        "first": """first name; firstname; first; given name; forename; fname; contact first name; vorname; prenom;
            primer nombre; primeiro nome; nome proprio; voornaam""",
        "middle": """middle name; middlename; middle; additional name; middle initial; zweiter vorname; segundo nombre;
            tussenvoegsel; tussenvoegsels; voorvoegsel; voorvoegsels""",
        "last": """last name; lastname; last; surname; family name; lname; contact last name; nachname; familienname;
            nom de famille; apellido; apellidos; apelido; apelidos; sobrenome; ultimo nome; cognome; achternaam""",
        "prefix": "name prefix; prefix; salutation; honorific; anrede; civilite; tratamiento; aanhef; title; titel",
        "suffix": "name suffix; suffix; namenszusatz",
        "aliases": """alias; aliases; nickname; nick name; other name; other names; also known as; aka; short name;
            spitzname; surnom; apodo; soprannome; bijnaam""",
        "company": """company; company name; companyname; organization; organisation; organization name;
            organisation name; account name; business; business name; employer; firm; associated company;
            default address company; firma; firmenname; unternehmen; societe; entreprise; empresa; azienda; societa;
            bedrijf; bedrijfsnaam""",
        "email": """email; emails; email address; email addresses; email value; email id; e mail; e mails;
            e mail address; e mail value; mail; mail address; secondary email; courriel; adresse email; adresse e mail;
            email adresse; e mail adresse; mailadresse; correo; correo electronico; direccion de correo electronico;
            endereco de email; endereco de e mail; indirizzo email; indirizzo e mail; e mailadres; emailadres""",
        "phone": """phone; phones; phone number; phone numbers; phonenumber; phone value; phone no; telephone;
            telephone number; tel; tel number; mobile; mobile phone; mobile number; mobile phone number; mobilephone;
            cell; cell phone; cellphone; cell number; contact number; whatsapp; whatsapp number; telefon;
            telefonnummer; rufnummer; mobil; mobiltelefon; mobilnummer; handy; handynummer; telephone portable;
            portable; numero de telephone; telefono; numero de telefono; movil; celular; telefone; telemovel;
            cellulare; numero di telefono; telefoon; telefoonnummer; mobiel; mobiele telefoon; default address phone""",
        "birthday": """birthday; birth day; birthdate; birth date; date of birth; dob; bday; geburtstag; geburtsdatum;
            anniversaire; date de naissance; cumpleanos; fecha de nacimiento; data de nascimento; compleanno;
            data di nascita; verjaardag; geboortedatum""",
        "owner": """owner; customer owner; contact owner; account owner; record owner; lead owner; person owner;
            assigned to; account manager; relationship manager; sales rep; salesperson; betreuer; zustandig;
            responsable; responsavel; propietario; proprietario; eigenaar""",
        "backup": "backup; backup owner; deputy; stellvertreter",
        "tags": """tag; tags; label; labels; person label; group; groups; group membership; category; categories;
            segment; segments; kategorie; kategorien; gruppen; etiquette; etiquettes; etiqueta; etiquetas; etichette;
            categorieen""",
        "kind": "kind; customer kind",
        "tier": "tier; customer tier; loyalty tier",
        "stage": "stage; customer stage; lifecycle stage",
        "since": """since; customer since; client since; member since; became a customer date; kunde seit;
            client depuis; cliente desde; cliente dal; klant sinds""",
        "renewal": "renewal; renewal date; renews on; contract end; contract end date; contract renewal date",
        "value": """value; lifetime value; customer value; customer lifetime value; ltv; clv; total spent; total spend;
            lifetime spend; amount spent; total revenue; umsatz""",
        "cadence": "cadence; cadence days; contact cadence",
        "wishes": "wishes; birthday wishes",
        "email_ok": """email ok; email marketing; accepts email marketing; accepts marketing; email consent;
            email marketing consent; email marketing status; email subscription status; email subscription;
            subscription status; subscribed; marketing consent; email permission; marketing permission;
            email opt in; marketing opt in; opt in; newsletter""",
        "email_opt_out": """email opt out; email optout; opt out; opted out; opted out of email;
            opted out of all emails; has opted out of email; marketing opt out; unsubscribed; unsubscribe;
            unsubscribed from all email; unsubscribed from all emails; do not email; don t email; no email; no emails;
            donotemail""",
        "do_not_contact": """do not contact; do not call; do not phone; don t contact; don t call; donotcall;
            donotcontact; no contact; no calls; dnc; call opt out; phone opt out; kontaktsperre""",
        "id": "rapport id",
        "prefers": "preferred channel; preferred contact channel; contact channel",
        "timezone": "time zone; customer time zone",
        "language": "preferred language",
        "lost_on": "lost on; lost date; churn date",
        "lost_reason": "lost reason; churn reason",
        "referred_by": "referred by; referrer",
        "details": "detail; details; remember",
    }
)
"""What a column holds -> its headings, as `plain_heading` makes them. The keys, but for the parts of a name and the
last eight, are the options of `/customer add`."""

NAME_PARTS = ("name", "first", "middle", "last", "prefix", "suffix")
CONSENTS = frozenset({"email_ok", "email_opt_out", "do_not_contact"})
SEVERAL = frozenset({"aliases", "email", "phone", "tags", "details"}) | CONSENTS
"""Of these a file may have many columns; of the others the first with something in it counts."""

_WHICH = """
    work home business main primary other personal private office car person contact customer client default
    value geschaftlich privat arbeit haupt no company mobile cell additional secondary alternate whatsapp
"""
"""Words that say which of several emails or phones it is, or whose."""

_NO_PLACE = """
    address street city state province zip postal postcode country region county box fax pager telex radio
    callback assistant manager spouse children referred gender note notes memo description comments photo
    website web url page im imaddress job title department location occupation profession hobby schools
    language locale id type yomi phonetic initials keywords subject priority sensitivity mileage billing
    account directory server relation event custom maiden anniversary symbol created create creation
    modified updated last first date time status source visit visits orders order count tax exempt accepts
    marketing subscription opt optin confirm rating latitude longitude gmtoff dstoff timezone leid euid cc
    profile lead activity display label strasse ort plz land adresse stadt bemerkung notizen bemerkungen
    notas assistants managers asst tty isdn user busy private call file skype twitter linkedin facebook
    instagram reporting owner suburb
"""
"""Words of headings that are known and for which a customer has no field; they are named apart from the unknown."""


_TONGUES = {
    "de-DE": "vorname nachname geburtstag geburtsdatum firma firmenname kunde kundenname telefonnummer handy umsatz",
    "fr-FR": "prenom naissance anniversaire societe entreprise courriel depuis portable",
    "es-ES": "nombre apellido apellidos cumpleanos nacimiento correo movil",
    "pt-PT": "apelido apelidos sobrenome nascimento telemovel endereco telefone",
    "it-IT": "cognome compleanno nascita azienda cellulare indirizzo",
    "nl-NL": "voornaam achternaam tussenvoegsel geboortedatum verjaardag bedrijf bedrijfsnaam naam klant",
}
"""Locale -> words of headings that only its language has."""


WHICH, NO_PLACE = frozenset(_WHICH.split()), frozenset(_NO_PLACE.split())


class Heading(NamedTuple):
    """What a column holds ("" for what nobody keeps), and whether at least its heading is known."""

    holds: str
    is_known: bool


@lru_cache(maxsize=1024)
def read_heading(heading: str) -> Heading:
    """What stands under this heading."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)  # emailAddress; but WhatsApp
    found = next(filter(None, map(_found, map(plain_heading, (heading, apart)))), "")
    words = plain_heading(apart).split()
    return Heading(found, is_known=bool(found) or not words or not NO_PLACE.isdisjoint(words))


def locale_of(headings: Iterable[str]) -> str:
    """The locale whose language most of the headings are in; "" where they are English or do not tell."""
    words = {word for heading in headings for word in plain_heading(heading).split()}
    found = {locale: len(words.intersection(own.split())) for locale, own in _TONGUES.items()}
    likeliest = max(found, key=lambda locale: found[locale])
    return likeliest if found[likeliest] else ""


def plain_heading(heading: str) -> str:
    """A heading in small letters without accents, signs and numbers."""
    return re.sub(r"[\W\d_]+", " ", fold(heading.replace(".", " "))).strip()


def _found(plain: str) -> str:
    return _HOLDS.get(plain) or _which(plain.split())


def _which(words: list[str]) -> str:
    """The same for "Work Email 2" and "Company Main Phone": emails and phones of which there are several."""
    found = _HOLDS.get(" ".join(word for word in words if word not in WHICH), "")
    is_whose = words[:1] == ["person"] or words[:1] == ["contact"]  # Pipedrive: "Person - Name"
    return found if found in {"email", "phone"} or is_whose else ""


_HOLDS = {" ".join(one.split()): holds for holds, headings in HEADINGS.items() for one in headings.split(";")}
