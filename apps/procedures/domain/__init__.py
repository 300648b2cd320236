"""How a record of the national catalogue is read: cleaned, typed only when certain, compared, checked off."""
