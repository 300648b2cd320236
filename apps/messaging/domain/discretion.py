"""What each way out may carry: an SMS is read over the shoulder, an e-mail on somebody's server."""

import re
from collections.abc import Mapping

from apps.messaging.domain.kinds import SHORT_WAYS, Channel

# Everything an SMS template is given at all. The code, the letter, addresses of papers and survey links are missing
# here, so that no later wording can let them out by mistake.
SMS_FACTS = frozenset({"unit", "hotline", "portal", "code_tail", "due", "digits"})

CODE_TAIL = 4
# Every personal id of a Vietnamese citizen is 12 digits and begins with 0; phone numbers are shorter. Web addresses are
# spared: random ones may hold such a run by chance, and a changed address leads nowhere.
_PERSONAL_ID = re.compile(r"(?<![\w/.=&-])0\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?(\d{3})(?!\w)")


def code_tail(code: str) -> str:
    """The last four characters of a code: enough for its owner to know it, too few for anyone to look it up."""
    return code[-CODE_TAIL:]


def facts_for(*, channel: Channel, facts: Mapping[str, str]) -> dict[str, str]:
    """The facts a wording may use on this way out."""
    known = {**facts, "code_tail": code_tail(facts["code"])} if "code" in facts else {**facts}
    if channel not in SHORT_WAYS:
        return known
    return {name: value for name, value in known.items() if name in SMS_FACTS}


def without_personal_ids(text: str) -> str:
    """The text with every personal id masked but for its last three digits, should one have been typed into it."""
    return _PERSONAL_ID.sub(r"•••••••••\1", text)
