"""Partywork (Công tác Đảng): the self-hosted system in which a Đảng bộ does its Party work."""

__version__ = "0.1.0"
