"""The headings of customer files: every one of the whole exports is known, and holds what it says."""

import pytest

from bot.reading.customer_fields import READERS
from bot.reading.import_cells import LINKS
from bot.reading.import_headings import HEADINGS, NAME_PARTS, Heading, read_heading

GOOGLE_OLD = """Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,
Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,
Gender,Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,
Priority,Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,
IM 1 - Type,IM 1 - Service,IM 1 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Type,
Address 1 - Formatted,Address 1 - Street,Address 1 - PO Box,Organization 1 - Type,
Organization 1 - Name,Organization 1 - Yomi Name,Organization 1 - Title,
Organization 1 - Department,Organization 1 - Symbol,Organization 1 - Location,
Organization 1 - Job Description,Website 1 - Type,Website 1 - Value,Relation 1 - Value,
Event 1 - Value,Custom Field 1 - Value"""
GOOGLE_NEW = """First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,
Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,
Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,
Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Country"""
OUTLOOK = """Title,First Name,Middle Name,Last Name,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,
E-mail 2 Address,E-mail Type,E-mail Display Name,Home Phone,Home Phone 2,Business Phone,
Mobile Phone,Car Phone,Other Phone,Primary Phone,Pager,Business Fax,Home Fax,Other Fax,
Company Main Phone,Callback,Radio Phone,Telex,TTY/TDD Phone,IMAddress,Job Title,Department,
Company,Office Location,Manager's Name,Assistant's Name,Assistant's Phone,Company Yomi,
Business Street,Business City,Home Postal Code,Other Country/Region,Personal Web Page,Spouse,
Schools,Hobby,Location,Web Page,Birthday,Anniversary,Notes,Categories,Account,
Billing Information,Children,Gender,Government ID Number,Internet Free Busy,Keywords,Language,
Mileage,Organizational ID Number,Profession,Referred By,User 1,ISDN"""
HUBSPOT = """Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Contact owner,
Primary Associated Company ID,Associated Company,Company Name,Last Activity Date,Lead Status,
Marketing contact status,Create Date,Lifecycle Stage,Date of birth,Job Title,
Became a Customer Date,Additional email addresses"""
SALESFORCE = """Salutation,First Name,Last Name,Title,Account Name,Mailing Street,Mailing City,Phone,Fax,
Mobile,Email,Account Owner,Contact Owner Alias,Birthdate,Lead Source,Home Phone,Other Phone,
Asst. Phone,Email Opt Out,Do Not Call,Contact ID"""
MAILCHIMP = """Email Address,First Name,Last Name,Address,Phone Number,Birthday,MEMBER_RATING,OPTIN_TIME,
OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,
LAST_CHANGED,LEID,EUID,NOTES,TAGS"""
SHOPIFY = """Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,
Default Address Address1,Default Address City,Default Address Province Code,Default Address Zip,
Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags"""
SQUARE = """Reference ID,First Name,Last Name,Email Address,Phone Number,Nickname,Company Name,
Street Address 1,City,State,Postal Code,Birthday,Memo,Groups,Email Subscription Status,
Creation Source,First Visit,Last Visit,Transaction Count,Lifetime Spend,Square Customer ID,
Instant Profile"""
ZOHO = """Record Id,Contact Owner.id,Contact Owner,Lead Source,First Name,Last Name,Account Name.id,
Account Name,Email,Secondary Email,Phone,Home Phone,Mobile,Date of Birth,Tag,Salutation,Skype ID,
Twitter,Reporting To"""
PIPEDRIVE = """Person - Name,Person - Label,Person - Phone - Work,Person - Phone - Home,Person - Phone - Mobile,
Person - Email - Work,Person - Organization,Person - Owner,Person - Birthday,Person - ID,
Organization - Name"""

EXPORTS = (
    GOOGLE_OLD, GOOGLE_NEW, OUTLOOK, HUBSPOT, SALESFORCE, MAILCHIMP, SHOPIFY, SQUARE, ZOHO, PIPEDRIVE,
)  # fmt: skip


@pytest.mark.parametrize("header", EXPORTS)
def test_every_heading_of_a_whole_export_is_known(header: str) -> None:
    headings = [heading.strip() for heading in header.split(",")]

    assert [heading for heading in headings if not read_heading(heading).is_known] == []


@pytest.mark.parametrize(
    ("heading", "holds"),
    [
        ("E-Mail", "email"), ("EMAIL ADDRESS", "email"), ("e_mail", "email"), ("Work Email 2", "email"),
        ("Email (work)", "email"), ("emailAddress", "email"), ("Adresse e-mail", "email"),
        ("Correo electrónico", "email"),
        ("Phone Number", "phone"), ("phone\N{NO-BREAK SPACE}number", "phone"), ("Phone (mobile)", "phone"),
        ("Cell", "phone"), ("Téléphone portable", "phone"), ("Handynummer", "phone"), ("WhatsApp", "phone"),
        ("Date of birth", "birthday"), ("Birth-Date", "birthday"), ("DOB", "birthday"), ("Geburtsdatum", "birthday"),
        ("Surname", "last"), ("last_name", "last"), ("Vorname", "first"), ("Prénom", "first"), ("Full Name", "name"),
        ("Organisation", "company"), ("Company", "company"), ("Firma", "company"), ("Total Spent", "value"),
        ("Customer Since", "since"), ("Labels", "tags"), ("Account Manager", "owner"), ("Nickname", "aliases"),
    ],
)  # fmt: skip
def test_synonym_holds_what_it_says(heading: str, holds: str) -> None:
    assert read_heading(heading).holds == holds


@pytest.mark.parametrize(
    "heading",
    ["Email 1 - Label", "Assistant's Phone", "Business Fax", "Company Yomi", "Account Owner.id", "Last Visit"],
)
def test_neighbour_of_a_heading_holds_nothing(heading: str) -> None:
    assert read_heading(heading) == Heading("", is_known=True)


@pytest.mark.parametrize("heading", ["Shoe Size", "Table", "Preferred stylist", "xyz"])
def test_heading_of_ones_own_is_unknown(heading: str) -> None:
    assert read_heading(heading) == Heading("", is_known=False)


def test_what_columns_hold_are_the_options_of_customer_add() -> None:
    found_in_the_database = LINKS | {"details"}
    assert HEADINGS.keys() - set(NAME_PARTS) - found_in_the_database | {"name"} <= READERS.keys()
