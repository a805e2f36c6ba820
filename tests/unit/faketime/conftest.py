"""A busy machine is no fault of a property: no deadlines."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
