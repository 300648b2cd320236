"""The far side of our gateways for a demonstration: takes SMS and e-mail on this machine and shows them on a page.

Nothing leaves the machine, and nothing outlives the process. Only with DEMO=1.
"""
