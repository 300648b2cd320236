"""The law of surveys: three answers, and when a share may be shown."""
