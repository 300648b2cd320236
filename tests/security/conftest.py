"""The town of the architecture tests is the town that is attacked."""

from tests.architecture.conftest import town

__all__ = ["town"]
