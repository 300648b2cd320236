"""The town of the architecture tests is the town that is attacked."""

from tests.architecture.conftest import built, town

__all__ = ["built", "town"]
