"""The front doors: every page a citizen sees, log-in, the staff crest, health, the looks they all share.

Lives here: public pages and filing, preferences of the reader, error pages, the template library `house`, translations.
Does not live here: any rule of a dossier (`dossiers`), anything staff do with one (`desk`). Floor: the top one; nobody
imports from here, it calls everybody below.
"""
