"""Every kind of message, the ways it may leave, and the facts its wording needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Channel(StrEnum):
    """A way out of the house. `POST` is a letter that a clerk prints and hands to the post."""

    SMS = "sms"
    EMAIL = "email"
    ZALO = "zalo"
    IN_APP = "in_app"
    POST = "post"


# Read over the shoulder: they carry five facts and no more (discretion.py).
SHORT_WAYS = frozenset({Channel.SMS, Channel.ZALO})
# A machine carries them; the inbox is a row of ours, the letter a clerk's.
CARRIED_WAYS = (Channel.SMS, Channel.EMAIL, Channel.ZALO)


class Kind(StrEnum):
    """What a message says happened. The value names its templates: `messages/<kind>.sms.txt` and its siblings."""

    SUBMITTED = "submitted"
    RECEIVED = "received"
    FIX_REQUESTED = "fix_requested"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    SUPPLEMENT_ACCEPTED = "supplement_accepted"
    REFUSED = "refused"
    RESULT_READY = "result_ready"
    RESULT_EARLY = "result_early"
    RETURNED = "returned"
    RESULT_WAITING = "result_waiting"
    RESULT_POSTED = "result_posted"
    RESULT_CAME_BACK = "result_came_back"
    RESULT_CORRECTED = "result_corrected"
    RESULT_REVOKED = "result_revoked"
    APOLOGY_LETTER = "apology_letter"
    APOLOGY_NOTICE = "apology_notice"
    SECOND_DELAY = "second_delay"
    PROMISE_EARLIER = "promise_earlier"
    WITHDRAWN = "withdrawn"
    DRAFT_EXPIRES = "draft_expires"
    SECOND_PARTY_ANSWERED = "second_party_answered"
    OFFICE_WROTE = "office_wrote"
    STOPPED = "stopped"
    PAYMENT_REQUESTED = "payment_requested"
    PAYMENT_CONFIRMED = "payment_confirmed"
    FEE_DUE = "fee_due"
    FEE_PAID = "fee_paid"
    FEE_REFUNDED = "fee_refunded"
    CLOCK_PAUSED = "clock_paused"
    CLOCK_RESUMED = "clock_resumed"
    SURVEY_INVITATION = "survey_invitation"
    HOLDER_QUESTION = "holder_question"
    HEAD_QUESTION = "head_question"
    ESCALATION = "escalation"
    SECOND_ESCALATION = "second_escalation"
    DIGEST = "digest"
    REPORT_DRAFTED = "report_drafted"
    ONE_TIME_CODE = "one_time_code"


# Filled from the office itself; a caller who speaks for another office gives its own. Only the phone may be unknown.
OFFICE_FACTS = frozenset({"unit", "hotline", "portal"})
COMMON_FACTS = OFFICE_FACTS | {"code"}


@dataclass(frozen=True, slots=True)
class Plan:
    """By which ways a kind may leave, and what it must be told beyond `common`.

    `must_reach`: the law owes this notice, so it leaves by one way at least, whatever a person chose. `is_secret`: it
    carries a token, so its words are wiped as soon as they have left. `worth`: it is asked for and waited for, so it
    leaves at any hour, and after that long not at all.
    """

    channels: tuple[Channel, ...]
    facts: frozenset[str] = frozenset()
    to_official: bool = False
    must_reach: bool = False
    is_secret: bool = False
    common: frozenset[str] = COMMON_FACTS
    worth: timedelta | None = None


_EVERY_WAY = (Channel.SMS, Channel.EMAIL, Channel.ZALO, Channel.IN_APP, Channel.POST)
# Nobody prints a letter about a draft.
_BY_WIRE = (Channel.SMS, Channel.EMAIL, Channel.ZALO, Channel.IN_APP)
# A link that votes once is a token: it never travels by SMS. Officials are asked where they work, not on their phones.
_NEVER_BY_SMS = (Channel.EMAIL, Channel.IN_APP)

PLANS: Mapping[Kind, Plan] = {
    Kind.SUBMITTED: Plan(_EVERY_WAY),
    Kind.RECEIVED: Plan(_EVERY_WAY, frozenset({"due"})),
    Kind.FIX_REQUESTED: Plan(_EVERY_WAY, must_reach=True),
    Kind.SUPPLEMENT_REQUESTED: Plan(_EVERY_WAY, must_reach=True),
    Kind.SUPPLEMENT_ACCEPTED: Plan(_EVERY_WAY, frozenset({"due"})),
    Kind.REFUSED: Plan(_EVERY_WAY, must_reach=True),
    Kind.RESULT_READY: Plan(_EVERY_WAY, must_reach=True),
    Kind.RESULT_EARLY: Plan(_EVERY_WAY, frozenset({"due"}), must_reach=True),
    Kind.RETURNED: Plan(_EVERY_WAY),
    Kind.RESULT_WAITING: Plan(_EVERY_WAY),
    Kind.RESULT_POSTED: Plan(_BY_WIRE, frozenset({"tracking"})),
    Kind.RESULT_CAME_BACK: Plan(_EVERY_WAY, must_reach=True),
    Kind.RESULT_CORRECTED: Plan(_EVERY_WAY, must_reach=True),
    Kind.RESULT_REVOKED: Plan(_EVERY_WAY, must_reach=True),
    Kind.APOLOGY_LETTER: Plan(_EVERY_WAY, frozenset({"due", "letter", "paper"}), must_reach=True),
    Kind.APOLOGY_NOTICE: Plan(_EVERY_WAY, must_reach=True),
    Kind.SECOND_DELAY: Plan(_EVERY_WAY, frozenset({"due"}), must_reach=True),
    Kind.PROMISE_EARLIER: Plan(_EVERY_WAY, frozenset({"due"}), must_reach=True),
    Kind.WITHDRAWN: Plan(_EVERY_WAY),
    Kind.DRAFT_EXPIRES: Plan(_BY_WIRE, frozenset({"until"})),
    Kind.SECOND_PARTY_ANSWERED: Plan(_BY_WIRE),
    Kind.OFFICE_WROTE: Plan(_BY_WIRE),
    Kind.STOPPED: Plan(_EVERY_WAY, must_reach=True),
    Kind.PAYMENT_REQUESTED: Plan(_EVERY_WAY, must_reach=True),
    Kind.PAYMENT_CONFIRMED: Plan(_EVERY_WAY, frozenset({"due"})),
    Kind.FEE_DUE: Plan(_EVERY_WAY, frozenset({"amount"}), must_reach=True),
    Kind.FEE_PAID: Plan(_EVERY_WAY, frozenset({"amount"})),
    Kind.FEE_REFUNDED: Plan(_EVERY_WAY, frozenset({"amount"})),
    Kind.CLOCK_PAUSED: Plan(_EVERY_WAY),
    Kind.CLOCK_RESUMED: Plan(_EVERY_WAY, frozenset({"due"})),
    Kind.SURVEY_INVITATION: Plan(_NEVER_BY_SMS, frozenset({"survey"}), is_secret=True),
    Kind.HOLDER_QUESTION: Plan(_NEVER_BY_SMS, frozenset({"due", "answer_by"}), to_official=True),
    Kind.HEAD_QUESTION: Plan(_NEVER_BY_SMS, frozenset({"due", "answer_by", "holder"}), to_official=True),
    Kind.ESCALATION: Plan(_NEVER_BY_SMS, frozenset({"due", "holder"}), to_official=True),
    Kind.SECOND_ESCALATION: Plan(_NEVER_BY_SMS, frozenset({"due", "holder"}), to_official=True),
    Kind.DIGEST: Plan(_NEVER_BY_SMS, frozenset({"count", "lines"}), to_official=True),
    Kind.REPORT_DRAFTED: Plan(_NEVER_BY_SMS, frozenset({"period", "report"}), to_official=True, common=OFFICE_FACTS),
    # Whoever finds the phone learns nothing from it: no dossier, no name, no address to open.
    Kind.ONE_TIME_CODE: Plan(
        (Channel.SMS,),
        frozenset({"digits"}),
        is_secret=True,
        common=frozenset({"unit", "hotline"}),
        worth=timedelta(minutes=5),
    ),
}


class WrongFacts(ValueError):
    """The caller told a kind too little or too much; both are bugs of the caller, found by its first test."""

    def __init__(self, *, kind: Kind, missing: frozenset[str], unknown: frozenset[str]) -> None:
        super().__init__(f"{kind.value}: missing {sorted(missing)}, unknown {sorted(unknown)}")
        self.kind = kind
        self.missing = missing
        self.unknown = unknown


def check_facts(*, kind: Kind, facts: Mapping[str, str]) -> None:
    """Refuse facts a kind does not know, so that nobody hands over a name "in case the wording wants it"."""
    wanted = PLANS[kind].common | PLANS[kind].facts
    missing = frozenset(name for name in wanted - {"hotline"} if not facts.get(name))
    unknown = frozenset(facts) - wanted
    if missing or unknown:
        raise WrongFacts(kind=kind, missing=missing, unknown=unknown)
