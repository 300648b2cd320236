"""Forms of the front doors and of filing."""

from apps.portal.forms.login import LoginForm

__all__ = ["LoginForm"]
