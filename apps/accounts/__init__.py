"""Who people are: persons and organisations, users and their means of log-in, and `Actor`, whoever does something.

Floor: above core and worktime, below officials. What an official may do lives one floor up.
"""
