"""Hooks that Django's authentication and allauth call."""
