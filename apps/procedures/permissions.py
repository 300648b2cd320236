"""Whose the workshop of the catalogue is."""

from apps.officials.domain.duties import Duty

EDITORS = (Duty.EDITOR, Duty.ADMINISTRATOR)
