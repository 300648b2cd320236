"""The law of messages: who may be told what, by which way, when, and how often we try."""
