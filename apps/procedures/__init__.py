"""The catalogue of procedures: what the law says, version by version, and how our office arranges each one.

Here live fields, procedures, their versions with documents, channels, fees and doubts, the offers of an agency with
their forms and steps, and the import that feeds them. No dossier, no person and no fee that was paid is known here.
Floor: above officials, below messaging and dossiers.
"""
