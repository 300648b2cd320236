"""What a session remembers, by name."""

IS_SHARED = "is_shared"  # a machine that others use too
SEEN = "seen"  # when its owner was last written down as being there, seconds since 1970
LEAVES_VNEID = "leaves_vneid"  # where VNeID forgets the log-in too
ACTING_FOR = "acting_for"  # the membership by which an organisation is acted for
CODE_LOG_IN = "code_log_in"  # a log-in by code that waits for its code
WHO_OF_PHONE = "who_of_phone"  # who may be chosen after a code for a phone of several people
NEW_PHONE = "new_phone"  # a number that waits for its code

REMEMBERED = (IS_SHARED, SEEN, LEAVES_VNEID, ACTING_FOR, CODE_LOG_IN, WHO_OF_PHONE, NEW_PHONE)
