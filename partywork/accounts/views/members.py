"""Accounts of members for the office, sign-ins for the administrator."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.accounts.forms import FindAccountsForm
from partywork.accounts.pages import account_card
from partywork.accounts.policy import may_lock, may_open_account
from partywork.accounts.service import accounts
from partywork.accounts.views.blueprint import bp
from partywork.pdf.renderer import render
from partywork.web.downloads import send_bytes
from partywork.web.forms import BaseForm, accepted
from partywork.web.guards import current_actor
from partywork.web.pagination import PER_PAGE, Page, asked_page


@bp.get("/accounts")
def index() -> ResponseReturnValue:
    """List the accounts the reader looks after."""
    actor = current_actor()
    form = FindAccountsForm(request.args)
    number = asked_page()
    rows, total = accounts.list_accounts(
        actor,
        words=form.tim.data or "",
        without_account=form.chua_co.data == "1",
        limit=PER_PAGE,
        offset=(number - 1) * PER_PAGE,
    )
    return render_template(
        "accounts/index.html",
        rows=rows,
        page=Page(number, total),
        address=partial(_page_address, form),
        form=form,
        may_open=may_open_account(actor),
        may_lock=may_lock(actor),
    )


def _page_address(form: FindAccountsForm, number: int) -> str:
    return url_for(".index", tim=form.tim.data, chua_co=form.chua_co.data, trang=number)


@bp.route("/accounts/<uuid:member_id>/open", methods=["GET", "POST"])
def open_account(member_id: UUID) -> ResponseReturnValue:
    """Print the card with a new one-time code; it is made once and kept nowhere."""
    actor = current_actor()
    form = BaseForm(request.form)
    opened = []

    def act() -> str:
        opened.append(accounts.open_account(actor, member_id))
        return url_for(".index")

    answer = accepted(form, act)
    if opened:
        return _card(*opened[0])
    if answer:
        return answer
    opening = accounts.for_opening(actor, member_id)
    return render_template("accounts/open.html", opening=opening, form=form), form.status


def _card(user: Any, code: str) -> ResponseReturnValue:
    page = account_card(
        user,
        code,
        organisation=accounts.issuing_organisation(),
        address=current_app.config["PARTYWORK"].public_url + url_for(".activate"),
    )
    return send_bytes(
        render("pdf/account_card.html", page),
        media_type="application/pdf",
        name=f"Giấy giao tài khoản - {user.full_name}.pdf",
    )


@bp.post("/accounts/<uuid:user_id>/lock")
def lock(user_id: UUID) -> ResponseReturnValue:
    """Lock an account."""
    return _set_locked(user_id, locked=True, done="Đã khóa tài khoản.")


@bp.post("/accounts/<uuid:user_id>/unlock")
def unlock(user_id: UUID) -> ResponseReturnValue:
    """Open a locked account again."""
    return _set_locked(user_id, locked=False, done="Đã mở khóa tài khoản.")


def _set_locked(user_id: UUID, *, locked: bool, done: str) -> ResponseReturnValue:
    actor = current_actor()
    form = BaseForm(request.form)

    def act() -> str:
        accounts.set_locked(actor, user_id, locked=locked)
        return url_for(".index")

    if answer := accepted(form, act, done):
        return answer
    for refusal in form.form_errors:
        flash(refusal, "error")
    return redirect(url_for(".index"), 303)
