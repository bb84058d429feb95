"""What forms say in Vietnamese, in place of the library's English."""

from collections.abc import Mapping
from types import MappingProxyType

FORM_MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "'%(value)s' are not valid choices for this field.": (
            "Có lựa chọn không nằm trong danh sách."
        ),
        "'%(value)s' is not a valid choice for this field.": "Hãy chọn một mục trong danh sách.",
        "CSRF failed.": "Trang đã mở quá lâu. Hãy gửi lại.",
        "CSRF token expired.": "Trang đã mở quá lâu. Hãy gửi lại.",
        "CSRF token missing.": "Trang đã mở quá lâu. Hãy gửi lại.",
        "Choices cannot be None.": "Hãy chọn một mục trong danh sách.",
        "Date must be at least %(min)s.": "Ngày không được trước %(min)s.",
        "Date must be at most %(max)s.": "Ngày không được sau %(max)s.",
        "Date must be between %(min)s and %(max)s.": "Ngày phải từ %(min)s đến %(max)s.",
        "Field cannot be longer than %(max)d character.": "Không được dài quá %(max)d ký tự.",
        "Field cannot be longer than %(max)d characters.": "Không được dài quá %(max)d ký tự.",
        "Field must be at least %(min)d character long.": "Phải có ít nhất %(min)d ký tự.",
        "Field must be at least %(min)d characters long.": "Phải có ít nhất %(min)d ký tự.",
        "Field must be between %(min)d and %(max)d characters long.": (
            "Phải dài từ %(min)d đến %(max)d ký tự."
        ),
        "Field must be equal to %(other_name)s.": "Hai ô phải giống nhau.",
        "Field must be exactly %(max)d character long.": "Phải có đúng %(max)d ký tự.",
        "Field must be exactly %(max)d characters long.": "Phải có đúng %(max)d ký tự.",
        "File does not have an approved extension.": "Loại tệp này không được nhận.",
        "File does not have an approved extension: {extensions}": "Loại tệp này không được nhận.",
        "Invalid CSRF Token.": "Trang đã mở quá lâu. Hãy gửi lại.",
        "Invalid Choice: could not coerce.": "Hãy chọn một mục trong danh sách.",
        "Invalid IP address.": "Địa chỉ không đúng.",
        "Invalid Mac address.": "Địa chỉ không đúng.",
        "Invalid URL.": "Địa chỉ trang không đúng.",
        "Invalid UUID.": "Mã không đúng. Hãy mở lại trang.",
        "Invalid choice(s): one or more data inputs could not be coerced.": (
            "Có lựa chọn không nằm trong danh sách."
        ),
        "Invalid email address.": "Địa chỉ thư không đúng.",
        "Invalid field name '%s'.": "Trang đã cũ. Hãy mở lại trang.",
        "Invalid input.": "Nội dung không đúng dạng.",
        "Invalid value, can't be any of: %(values)s.": "Không dùng được giá trị này.",
        "Invalid value, must be one of: %(values)s.": "Hãy chọn một mục trong danh sách.",
        "Not a valid choice.": "Hãy chọn một mục trong danh sách.",
        "Not a valid date value.": "Ngày không đúng. Hãy viết như 05/11/2026.",
        "Not a valid datetime value.": "Ngày giờ không đúng.",
        "Not a valid decimal value.": "Hãy nhập một số.",
        "Not a valid float value.": "Hãy nhập một số.",
        "Not a valid integer value.": "Hãy nhập một số nguyên.",
        "Not a valid time value.": "Giờ không đúng. Hãy viết như 19:30.",
        "Not a valid week value.": "Tuần không đúng.",
        "Number must be at least %(min)s.": "Số phải từ %(min)s trở lên.",
        "Number must be at most %(max)s.": "Số không được quá %(max)s.",
        "Number must be between %(min)s and %(max)s.": "Số phải từ %(min)s đến %(max)s.",
        "This field cannot be edited.": "Ô này không sửa được.",
        "This field is disabled and cannot have a value.": "Ô này không sửa được.",
        "This field is required.": "Ô này bắt buộc phải điền.",
    }
)


class VietnameseForms:
    """The translations object WTForms asks; an unknown message becomes a plain Vietnamese one."""

    def gettext(self, string: str) -> str:
        """Return the Vietnamese sentence; field labels, which also pass here, stay themselves."""
        return FORM_MESSAGES.get(string, string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Vietnamese has one form for any number."""
        return self.gettext(singular if n == 1 else plural)
