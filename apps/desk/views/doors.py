"""Which duties open the rooms of the desk."""

from __future__ import annotations

from apps.dossiers.models import SEEING_DUTIES
from apps.officials.domain.duties import Duty

DESK_DUTIES = (Duty.CLERK, Duty.RETURN_CLERK)
OFFICE_DUTIES = (Duty.CASE_OFFICER, Duty.UNIT_HEAD)
ANYBODY_WHO_SEES = tuple(SEEING_DUTIES)
SCANNING_DUTIES = (Duty.CLERK, Duty.RETURN_CLERK, Duty.CASE_OFFICER, Duty.RECORDS)
APPOINTING_DUTIES = (*DESK_DUTIES, *OFFICE_DUTIES)
KEEPING_DUTIES = (*DESK_DUTIES, Duty.RECORDS)
