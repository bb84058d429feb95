"""The application: the one module that knows every package; nobody knows it."""

from partywork.app.building import create_app
from partywork.app.mergers import DEPENDENTS, ON_MERGER
from partywork.app.work import BACKGROUND, JOBS

__all__ = ["BACKGROUND", "DEPENDENTS", "JOBS", "ON_MERGER", "create_app"]
