"""Telling people: their inbox, and the mail that says there is something new in it."""

from partywork.notifications.service.inbox import (
    get,
    hand_on,
    inbox,
    open_notice,
    read_all,
    tell,
    unread,
)
from partywork.notifications.service.mail import (
    MailFigures,
    figures,
    forget_before,
    give_again,
    post,
    send_due,
    set_wish,
    wants_mail,
)

__all__ = [
    "MailFigures",
    "figures",
    "forget_before",
    "get",
    "give_again",
    "hand_on",
    "inbox",
    "open_notice",
    "post",
    "read_all",
    "send_due",
    "set_wish",
    "tell",
    "unread",
    "wants_mail",
]
