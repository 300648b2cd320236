"""Forms of the front doors and of filing."""

from apps.portal.forms.login import CodeForm, LoginForm, PhoneForm

__all__ = ["CodeForm", "LoginForm", "PhoneForm"]
