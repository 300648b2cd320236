"""The switchboard: settings, addresses, timetable and the two commands. Imports anyone; imported by no app."""
