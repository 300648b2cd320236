"""What an official may be charged with (domain 4.1, ruling 17). One person may have many."""

from enum import StrEnum


class Duty(StrEnum):
    CLERK = "clerk"
    RETURN_CLERK = "return_clerk"
    CASE_OFFICER = "case_officer"
    UNIT_HEAD = "unit_head"
    LEADER = "leader"
    RECORDS = "records"
    CASHIER = "cashier"
    POSTAL = "postal"
    STATISTICS = "statistics"
    INSPECTOR = "inspector"
    EDITOR = "editor"
    PARTNER = "partner"
    HELPER = "helper"
    ADMINISTRATOR = "administrator"
