"""One HTTP answer and one page per refusal; a defect gets a reference number and no details."""

import json
import logging
from http import HTTPStatus

from flask import Flask, Response, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from partywork.core.engines import is_busy
from partywork.core.errors import Busy, DomainError, NotAllowed, NotVisible, RuleBroken, Stale
from partywork.core.ids import new_id
from partywork.core.sealing import KeysUnusable, SealBroken

_log = logging.getLogger(__name__)

_REDIRECTS = (301, 302, 303, 307, 308)
_STATUS = {NotVisible: 404, NotAllowed: 403, RuleBroken: 422, Stale: 409, Busy: 503}

# Seconds after which a busy server is asked again.
_AGAIN = 5
_SECRETS = ("password", "code", "share")

HEADINGS = {
    400: "Yêu cầu chưa đúng",
    401: "Cần đăng nhập",
    403: "Đồng chí không có quyền làm việc này",
    404: "Không tìm thấy",
    405: "Không làm được theo cách này",
    409: "Nội dung vừa được người khác sửa",
    413: "Tệp quá lớn",
    422: "Chưa thực hiện được",
    429: "Đã thử quá nhiều lần",
    500: "Hệ thống gặp lỗi",
    503: "Hệ thống đang bận",
}

MESSAGES = {
    400: "Trang đã mở quá lâu hoặc yêu cầu không đúng dạng. Hãy quay lại, mở lại trang và gửi lại.",
    401: "Phiên làm việc đã hết. Hãy đăng nhập lại.",
    403: "Việc này thuộc quyền của người khác. Nếu cần, hãy liên hệ văn phòng Đảng ủy.",
    404: "Không tìm thấy trang hoặc hồ sơ này.",
    405: "Hãy quay lại trang trước và dùng nút trên trang.",
    413: "Tệp gửi lên lớn hơn 25 MB. Hãy chia nhỏ hoặc quét với độ phân giải thấp hơn.",
    429: "Hãy chờ ít phút rồi thử lại.",
    500: "Có lỗi ngoài dự kiến; việc vừa làm chưa được lưu. Hãy thử lại, nếu vẫn lỗi thì báo "
    "quản trị mã số dưới đây.",
    503: "Hãy chờ ít giây rồi thử lại.",
}

HEADING_SEALED = "Không mở được dữ liệu được bảo vệ"
MESSAGE_SEALED = (
    "Khóa bảo vệ dữ liệu cá nhân trên máy chủ thiếu hoặc không đúng. Dữ liệu vẫn còn nguyên; "
    "hãy báo quản trị mã số dưới đây để đặt lại đúng tệp khóa."
)


def handle_errors(app: Flask) -> None:
    """Give every refusal and every defect its page."""

    @app.errorhandler(DomainError)
    def refused(refusal: DomainError) -> Response:
        return _page(_STATUS.get(type(refusal), 422), refusal.message)

    @app.errorhandler(CSRFError)
    def too_old(_error: CSRFError) -> Response:
        return _page(400, MESSAGES[400])

    @app.errorhandler(SecurityError)
    def asked_under_another_name(_error: SecurityError) -> Response:
        # No page: without a trusted name of the site there are no addresses to put into it.
        return Response(f"{HEADINGS[400]}.", status=400, mimetype="text/plain")

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> ResponseReturnValue:
        status = error.code or 500
        if status in _REDIRECTS:
            return redirect(error.get_response().headers["Location"], status)
        own_words = status in (401, 429) and error.description
        return _page(status, own_words if own_words else MESSAGES.get(status, MESSAGES[400]))

    @app.errorhandler(SealBroken)
    @app.errorhandler(KeysUnusable)
    def sealed(error: Exception) -> Response:
        return _defect(app, error, HEADING_SEALED, MESSAGE_SEALED)

    @app.errorhandler(Exception)
    def broken(error: Exception) -> Response:
        if is_busy(error):
            _log.warning("busy at endpoint %s: %s", request.endpoint, type(error).__name__)
            return _page(503, MESSAGES[503])
        return _defect(app, error, HEADINGS[500], MESSAGES[500])


def _defect(app: Flask, error: Exception, heading: str, message: str) -> Response:
    reference = str(new_id())[-12:]
    _log.error("reference %s at endpoint %s", reference, request.endpoint, exc_info=error)
    if _wants_json():
        return _json_page(500, message, reference)
    # Rendered without the frame of a page, because that reads the database.
    page = app.jinja_env.get_template("error.html")
    html = page.render(status=500, heading=heading, message=message, reference=reference)
    return Response(html, status=500, mimetype="text/html")


def _page(status: int, message: str) -> Response:
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        return _busy(message)
    if _wants_json():
        return _json_page(status, message, None)
    html = render_template(
        "error.html",
        status=status,
        heading=HEADINGS.get(status, HEADINGS[400]),
        message=message,
        reference=None,
    )
    return Response(html, status=status, mimetype="text/html")


def _busy(message: str) -> Response:
    """Ask to try again; a page does so by itself, and a form is kept to be sent again as it was."""
    if _wants_json():
        answer = _json_page(503, message, None)
    else:
        # Without the frame of a page, because that reads the database.
        page = current_app.jinja_env.get_template("busy.html")
        html = page.render(heading=HEADINGS[503], message=message, kept=_kept_fields())
        answer = Response(html, status=503, mimetype="text/html")
        if request.method == "GET":
            answer.headers["Refresh"] = str(_AGAIN)
    answer.headers["Retry-After"] = str(_AGAIN)
    return answer


def _kept_fields() -> list[tuple[str, str]] | None:
    """Return what a form said, or nothing where it cannot be sent again from another page.

    A browser fills in files and passwords only where the person put them.
    """
    fields = list(request.form.items(multi=True))
    is_secret = any(word in name for name, _ in fields for word in _SECRETS)
    return None if request.files or is_secret else fields


def _wants_json() -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _json_page(status: int, message: str, reference: str | None) -> Response:
    answer = {"status": status, "message": message, "reference": reference}
    text = json.dumps(answer, ensure_ascii=False)
    return Response(text, status=status, mimetype="application/json")
