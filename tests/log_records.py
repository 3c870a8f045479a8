"""Log lines as the logging module hands them to a formatter."""

import logging
import sys

AT = 1795424400.0
"""The instant of each: 2026-11-23 09:00 UTC."""


def record(of: str, event: str, *arguments: object, error: Exception | None = None) -> logging.LogRecord:
    """A warning of the logger `of`, from line 7 of /lib/client.py, perhaps about an error that was raised."""
    caught = None
    if error is not None:
        try:
            raise error
        except type(error):
            caught = sys.exc_info()
    made = logging.LogRecord(of, logging.WARNING, "/lib/client.py", 7, event, arguments, caught, "send")
    made.created = AT
    return made
