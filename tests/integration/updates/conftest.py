"""A till of the shop that the till's own tests use."""

from tests.integration.till.conftest import till

__all__ = ["till"]
