"""Messages that leave the house: wording, outbox, attempts, ways out (SMS, e-mail, in-app inbox).

Floor: above `procedures`, below `dossiers`. What a message is about is an opaque key (`about="dossier:123"`), never an
import: this flat does not know what a dossier is. It does not decide *when* somebody must be told; the floors above do,
in the transaction of their act. Here a message becomes a row, and the row leaves, is tried again, or is given up where
staff can see it.
"""
