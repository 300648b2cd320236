"""Fees: what a dossier owes and why, every try to pay it, money that came in, receipts, refunds.

Floor: above dossiers, below surveys and desk. Officials come by the rooms here, citizens by `portal`. `payments` calls
`dossiers` down when a clock may go on; `dossiers` knows the state `awaiting_payment` and no payment.
"""
