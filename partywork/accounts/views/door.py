"""Signing in, activating an account, the own password, signing out."""

from collections.abc import Callable

from flask import jsonify, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from partywork.accounts.forms import ActivateForm, ChangePasswordForm, SignInAgainForm, SignInForm
from partywork.accounts.service import accounts, sessions
from partywork.accounts.service import sign_in as door
from partywork.accounts.service.tries import Throttled
from partywork.accounts.views.blueprint import bp
from partywork.core.errors import RuleBroken, Stale
from partywork.web.forms import BaseForm, accepted
from partywork.web.guards import current_actor
from partywork.web.login import SignedIn, is_local_path


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Ask for name and password."""
    form = SignInForm(request.form)
    where = request.args.get("next", "")

    def let_in() -> door.Opened:
        return door.sign_in(form.user_name.data or "", form.password.data or "", address=_address())

    if answer := _let_in(form, let_in, where):
        return answer
    page = render_template("accounts/sign_in.html", form=form, where=where)
    return page, form.status


@bp.route("/sign-in/again", methods=["GET", "POST"])
def sign_in_again() -> ResponseReturnValue:
    """Let a page whose session has ended go on: who is signed in, and the token of its forms."""
    form = SignInAgainForm(request.form)

    def let_in() -> door.Opened:
        return door.sign_in_again(
            form.user_id.data or "", form.password.data or "", address=_address()
        )

    if request.method == "POST" and not _enter(form, let_in):
        words = [*form.form_errors, *(one for field in form for one in field.errors)]
        return jsonify(message=" ".join(words)), form.status
    return jsonify(user_id=current_actor().user_id, csrf_token=generate_csrf())


@bp.route("/activate", methods=["GET", "POST"])
def activate() -> ResponseReturnValue:
    """Turn the printed code into an own password."""
    form = ActivateForm(request.form)

    def let_in() -> door.Opened:
        return door.activate(
            form.user_name.data or "",
            form.code.data or "",
            form.password.data or "",
            address=_address(),
        )

    if answer := _let_in(form, let_in, ""):
        return answer
    return render_template("accounts/activate.html", form=form), form.status


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session of this browser."""
    door.sign_out(current_actor(), current_user.token)
    logout_user()
    session.clear()
    return redirect(url_for(".sign_in"), 303)


@bp.route("/account", methods=["GET", "POST"])
def account() -> ResponseReturnValue:
    """Show the own account and change its password."""
    actor = current_actor()
    form = ChangePasswordForm(request.form)

    def act() -> str:
        accounts.change_own_password(
            actor,
            current=form.current.data or "",
            new=form.password.data or "",
            keep_token=current_user.token,
        )
        return url_for(".account")

    if answer := accepted(form, act, "Đã đổi mật khẩu. Các máy khác đã được đăng xuất."):
        return answer
    user = accounts.own_user(actor)
    return render_template("accounts/account.html", form=form, user=user), form.status


def _address() -> str:
    return request.remote_addr or ""


def _let_in(form: BaseForm, try_door: Callable[[], door.Opened], where: str) -> Response | None:
    """Lead somebody who was let in to where they wanted, or show the form."""
    if request.method != "POST" or not _enter(form, try_door):
        return None
    return redirect(where if is_local_path(where) else url_for("home.index"), 303)


def _enter(form: BaseForm, try_door: Callable[[], door.Opened]) -> bool:
    """Open a fresh session, ending the one this browser had, or say why the door stays shut.

    A wrong try is kept while the form is refused, so the key that makes forms act once, which
    lives and dies with what the form did, is not used here.
    """
    form.status = 422
    if not form.validate():
        return False
    try:
        opened = try_door()
    except Throttled as slow:
        form.form_errors.append(slow.message)
        form.status = 429
        return False
    except RuleBroken as refusal:
        form.refuse(refusal)
        return False
    except Stale as conflict:
        form.form_errors.append(conflict.message)
        form.status = 409
        return False
    if current_user.is_authenticated:
        sessions.close_session(current_user.token)
    session.clear()
    login_user(SignedIn(opened.token, opened.person))
    return True
