"""The blueprint of the room."""

from flask import Blueprint

bp = Blueprint("rooms", __name__)

ROOM = "/meetings/<uuid:meeting_id>/room"
