"""The far side of our gateways for a demonstration: takes SMS, Zalo and e-mail on this machine, shows
them on a page, and reports back to the portal what became of them.

Nothing leaves the machine, and nothing outlives the process. Only with DEMO=1.
"""
