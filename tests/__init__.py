"""The tests of Partywork; a busy machine is no fault, so no example of a property is timed."""

from hypothesis import settings

settings.register_profile("partywork", deadline=None)
settings.load_profile("partywork")
