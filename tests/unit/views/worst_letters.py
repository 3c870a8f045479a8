"""Letters, notes and wordings at their longest."""

from datetime import timedelta

from bot.domain.drafts import Draft
from bot.domain.mail_offer import Offer
from bot.domain.mails import Mail, MailKind
from bot.domain.templates import Occasion, Template
from tests.fake_clock import MONDAY_NINE as NOW
from tests.unit.views.worst import CUSTOMER, followup, long

TEMPLATE = Template("own-1", Occasion.BELATED, long(150), long(2000), long(60), is_changed=True)

DRAFT = Draft(long(200), long(3000), tuple(long(1000) for _ in range(3)), long(3000), wordings=3)

MAIL = Mail(
    *(10**12, "k" * 32, 1, 1, MailKind.WISHES, "U0ANA", NOW, CUSTOMER.emails[0], long(200), long(150), long(3000)),
    *(NOW + timedelta(days=300), "America/Argentina/ComodRivadavia", NOW, NOW),
)

OFFER = Offer(
    followup=followup(),
    customer=CUSTOMER,
    can_send=True,
    why_not="",
    zone=MAIL.zone,
    addresses=CUSTOMER.emails,
    refused=dict.fromkeys(CUSTOMER.emails, (NOW, "recipient 550 5.1.1")),
    go_at=NOW,
    is_then=True,
    reply_to=long(254),
    underway=MAIL,
    last=None,
    open_complaint=True,
)
