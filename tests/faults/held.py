"""What people do at the same moment, kept to be delivered later."""

from bot.sandbox.wire.transports import Ack, Envelope


class Held:
    """Takes what people do and does not pass it on: what they did at the same moment, to be delivered later."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    def deliver(self, envelope: Envelope) -> Ack:
        self.envelopes.append(envelope)
        return Ack()
