"""Who works here, where and when: agencies, officials and their duties, calendars, office settings, number series.

Floor: above accounts, below procedures. Nothing here knows a procedure or a dossier.
"""
