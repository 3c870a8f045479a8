"""The browser of the sandbox's own tests."""

from tests.sandbox.conftest import browser

__all__ = ["browser"]
