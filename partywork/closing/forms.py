"""The form for a new Word template."""

from wtforms import FileField

from partywork.web.forms import BaseForm


class TemplateForm(BaseForm):
    """A Word file to write a paper by."""

    file = FileField("Tệp mẫu Word (DOCX)", [])
