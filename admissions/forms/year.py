"""For which period the year of admissions is asked."""

from __future__ import annotations

from members.forms.base import Form
from members.forms.fields import DayField


class YearAskedForm(Form):
    """Both days are in."""

    tu = DayField(label="Từ ngày", required=False, help_text="")
    den = DayField(label="Đến hết ngày", required=False, help_text="")
