"""THE one write path. Only portal, desk, payments and exchange may come in by these doors.

Each door opens a transaction, locks the row, asks the domain, saves what it said, appends the event, and writes the
notice the act owes the citizen, all at once.
"""
