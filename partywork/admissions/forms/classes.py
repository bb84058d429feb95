"""Lists of people sent to a class."""

from wtforms import RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput

from partywork.admissions.service.classes import ClassFacts
from partywork.admissions.terms import ClassKind
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, VietnameseDate, choices_of
from partywork.web.validators import AtMost, NotInFuture


class ClassForm(VersionedForm):
    """Where and when a class is, and the letter once it has its number."""

    host = StringField("Đơn vị mở lớp", [REQUIRED, AtMost(200)])
    place = StringField("Địa điểm học", [AtMost(200)])
    starts_on = VietnameseDate("Ngày khai giảng", [REQUIRED])
    ends_on = VietnameseDate("Ngày bế giảng", [Optional()])
    letter_number = StringField("Số công văn", [AtMost(60)])
    letter_on = VietnameseDate("Ngày công văn", [Optional()])

    @property
    def facts(self) -> ClassFacts:
        """What was typed, as the use case takes it."""
        if self.starts_on.data is None:
            raise ValueError("a form that validated has a day")
        return ClassFacts(
            host=self.host.data or "",
            place=self.place.data or "",
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            letter_number=self.letter_number.data or "",
            letter_on=self.letter_on.data,
        )


class NewClassForm(ClassForm):
    """A class that begins its list: also who sends people, and to which."""

    organisation_id = SelectField("Tổ chức cử đi học", [REQUIRED])
    kind = RadioField("Lớp", [REQUIRED], choices=choices_of(ClassKind), coerce=ClassKind)


class PeopleForm(BaseForm):
    """Who goes to the class."""

    people = SelectMultipleField("Người được cử đi học", option_widget=CheckboxInput())


class CertificateForm(VersionedForm):
    """The certificate somebody came back with."""

    certificate_number = StringField("Số giấy chứng nhận", [REQUIRED, AtMost(60)])
    certified_on = VietnameseDate("Ngày cấp", [REQUIRED, NotInFuture()])
