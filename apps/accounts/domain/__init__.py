"""The law of identity: actors, personal ids, phone numbers."""
