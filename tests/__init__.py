"""The tests: they mirror apps/ and config/, and add journeys, browser and architecture."""
