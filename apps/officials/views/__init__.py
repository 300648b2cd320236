"""The doors of the administrator: the calendar and the hours; beside them the door that every staff page has."""
