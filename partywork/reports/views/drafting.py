"""The cell's pages: its months, one report, its sections and figures, sending."""

from datetime import date
from typing import cast
from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.core import display
from partywork.core.errors import Stale
from partywork.reports import pages, policy
from partywork.reports.forms import (
    ButtonForm,
    DisputeForm,
    OpenForm,
    PeriodForm,
    SectionForm,
    SendForm,
)
from partywork.reports.service import drafting, following, review, sending
from partywork.reports.terms import SectionKey
from partywork.reports.views.asked import figure_named, key_of, month_of, section_named
from partywork.reports.views.blueprint import bp
from partywork.web.downloads import send_bytes
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.route("/reports/", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """The months of the own cells, and what waits for the office; a button begins a report."""
    actor = current_actor()
    form = OpenForm(request.form)

    def act() -> str:
        report = drafting.open_draft(
            actor, key_of(form.organisation_id.data), month_of(form.month.data)
        )
        return url_for(".show", report_id=report.id)

    if answer := accepted(form, act):
        return answer
    cells = drafting.own_cells(actor)
    follows = policy.may_follow(actor)
    html = render_template(
        "reports/index.html",
        form=form,
        months=following.own_months(actor, cells) if cells else [],
        has_cells=bool(cells),
        several=len(cells) > 1,
        waiting=following.waiting(actor) if follows else [],
        follows=follows,
    )
    return html, form.status


@bp.route("/reports/<uuid:report_id>/")
def show(report_id: UUID) -> ResponseReturnValue:
    """One report: the cell's draft, or what was sent beside its sources."""
    found = review.reading(current_actor(), report_id)
    if not found.is_draft:
        return render_template(
            "reports/show.html",
            found=found,
            report=found.report,
            groups=pages.groups_of(found.figures),
            seal=pages.short_seal(found.report.text_hash),
        )
    return render_template(
        "reports/draft.html",
        found=found,
        report=found.report,
        groups=pages.groups_of(found.figures),
        sections=[(one, _section_form(one.key, one)) for one in found.report.sections],
    )


def _section_form(key: SectionKey, section: object = None) -> SectionForm:
    """One of several forms of the same page: its field has an id of its own."""
    form = SectionForm(None, obj=section) if section is not None else SectionForm(request.form)
    form["text"].id = f"text-{key.value}"
    form["text"].label.field_id = form["text"].id
    form["text"].label.text = key.label
    return form


@bp.route("/reports/<uuid:report_id>/sections/<name>", methods=["GET", "POST"])
def section(report_id: UUID, name: str) -> ResponseReturnValue:
    """Write one section; the page's script saves here too and gets a few words back."""
    key = section_named(name)
    form = _section_form(key)
    if request.method == "POST" and "application/json" in request.headers.get("Accept", ""):
        return _autosave(report_id, key, form)

    def act() -> str:
        _save(report_id, key, form)
        return url_for(".show", report_id=report_id, _anchor=key.value)

    if answer := accepted(form, act, "Đã lưu."):
        return answer
    report = drafting.for_writing(current_actor(), report_id)
    newest = drafting.section_of(report, key)
    if request.method == "GET":
        form = _section_form(key, newest)
    elif form.status == 409:
        form["version"].raw_data, form["version"].data = None, newest.version
    html = render_template("reports/section.html", report=report, newest=newest, form=form, key=key)
    return html, form.status


def _save(report_id: UUID, key: SectionKey, form: SectionForm) -> drafting.Saved:
    return drafting.save_section(
        current_actor(),
        report_id,
        key,
        version=form.version.data or 0,
        text=form.text.data or "",
    )


def _autosave(report_id: UUID, key: SectionKey, form: SectionForm) -> ResponseReturnValue:
    if not form.validate():
        words = " ".join(str(one) for field in form for one in field.errors)
        return jsonify(message=words), 422
    try:
        saved = _save(report_id, key, form)
    except Stale as conflict:
        return jsonify(message=conflict.message), 409
    return jsonify(saved_at=display.time_of_day(saved.saved_at), version=saved.version)


@bp.route("/reports/<uuid:report_id>/period", methods=["GET", "POST"])
def period(report_id: UUID) -> ResponseReturnValue:
    """Set the days the report speaks of."""
    actor = current_actor()
    form = PeriodForm(request.form)

    def act() -> str:
        drafting.set_period(
            actor,
            report_id,
            version=form.version.data or 0,
            period_from=cast(date, form.period_from.data),
            period_to=cast(date, form.period_to.data),
        )
        return url_for(".show", report_id=report_id)

    if answer := accepted(form, act, "Đã đổi kỳ báo cáo, số liệu được tính lại."):
        return answer
    report = drafting.for_writing(actor, report_id)
    if request.method == "GET":
        form = PeriodForm(None, obj=report)
    return render_template("reports/period.html", report=report, form=form), form.status


@bp.route("/reports/<uuid:report_id>/figures/<name>", methods=["GET", "POST"])
def figure(report_id: UUID, name: str) -> ResponseReturnValue:
    """«Vì sao có số này?», and for the cell «Số liệu chưa đúng»."""
    actor = current_actor()
    key = figure_named(name)
    form = DisputeForm(request.form)

    def act() -> str:
        drafting.dispute(
            actor, report_id, key, version=form.version.data or 0, note=form.note.data or ""
        )
        return url_for(".show", report_id=report_id)

    if answer := accepted(form, act, "Đã ghi chú vào số liệu."):
        return answer
    found = review.reading(actor, report_id)
    shown = next((one for one in found.figures if one.key is key), None)
    if request.method == "GET":
        form = DisputeForm(None, obj=found.report, note=shown.dispute if shown else "")
    html = render_template(
        "reports/figure.html", found=found, report=found.report, figure=shown, key=key, form=form
    )
    return html, form.status


@bp.route("/reports/<uuid:report_id>/comments/<uuid:comment_id>", methods=["POST"])
def answer(report_id: UUID, comment_id: UUID) -> ResponseReturnValue:
    """Mark what the office asked for as done."""
    form = ButtonForm(request.form)

    def act() -> str:
        drafting.answer_comment(current_actor(), report_id, comment_id)
        return url_for(".show", report_id=report_id)

    done = accepted(form, act, "Đã đánh dấu là đã bổ sung.")
    if done is None:
        flash(" ".join(form.form_errors), "error")
    return done or redirect(url_for(".show", report_id=report_id), 303)


@bp.route("/reports/<uuid:report_id>/refill", methods=["POST"])
def refill(report_id: UUID) -> ResponseReturnValue:
    """Fill the empty sections from minutes and tasks."""
    form = ButtonForm(request.form)

    def act() -> str:
        drafting.refill(current_actor(), report_id)
        return url_for(".show", report_id=report_id)

    done = accepted(form, act, "Đã điền các mục còn trống từ biên bản và nhiệm vụ.")
    if done is None:
        flash(" ".join(form.form_errors), "error")
    return done or redirect(url_for(".show", report_id=report_id), 303)


@bp.route("/reports/<uuid:report_id>/draft.pdf")
def preview(report_id: UUID) -> ResponseReturnValue:
    """Hand out the paper as it would be sent now."""
    name, content = sending.preview(current_actor(), report_id)
    return send_bytes(content, media_type="application/pdf", name=name)


@bp.route("/reports/<uuid:report_id>/send", methods=["GET", "POST"])
def send(report_id: UUID) -> ResponseReturnValue:
    """«Gửi báo cáo lên Đảng ủy»: the whole text, who answers for it, the own password."""
    actor = current_actor()
    form = SendForm(request.form)

    def act() -> str:
        sending.send(
            actor,
            report_id,
            version=form.version.data or 0,
            password=form.password.data or "",
            seal=form.seal.data or "",
        )
        return url_for(".show", report_id=report_id)

    if answer := accepted(form, act, "Đã gửi báo cáo lên Đảng ủy."):
        return answer
    now = sending.for_sending(actor, report_id)
    form.version.raw_data, form.version.data = None, now.report.version
    form.seal.data = now.seal
    html = render_template(
        "reports/send.html",
        now=now,
        report=now.report,
        groups=pages.groups_of(now.figures),
        seal=pages.short_seal(now.seal),
        form=form,
    )
    return html, form.status
