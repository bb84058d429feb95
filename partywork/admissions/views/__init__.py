"""Every page of the admissions package."""

from partywork.admissions.views import classes, decisions, files, prospects, readmission, undoing
from partywork.admissions.views.blueprint import bp

__all__ = ["bp", "classes", "decisions", "files", "prospects", "readmission", "undoing"]
