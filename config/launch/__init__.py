"""How the portal gets onto a machine and stays up: environment, native libraries, embedded servers, supervisor.

Lives here: everything `make run`, `make test` and `manage.py` need before Django can be imported. Does not live here:
anything that knows a dossier. Standard library only, because it runs before the first package is installed; the two
embedded servers are found by the names of their wheels and are only ever spoken to as processes.
"""
