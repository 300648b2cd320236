"""A form as components meet it: a field of every sort, with words and refusals."""

from django import forms


class BabyForm(forms.Form):
    name = forms.CharField(label="Họ, chữ đệm và tên", help_text="Có dấu.", error_messages={"required": "Viết tên bé."})
    born = forms.DateField(label="Ngày sinh", required=False, widget=forms.DateInput(attrs={"class": "w-date"}))
    sex = forms.ChoiceField(
        label="Giới tính",
        choices=[("f", "Nữ"), ("m", "Nam")],
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        error_messages={"required": "Chọn giới tính."},
    )
    place = forms.ChoiceField(label="Nơi sinh", choices=[("1", "Trạm Y tế"), ("2", "Tại nhà")])
    paper = forms.FileField(label="Giấy chứng sinh", required=False)
    agreed = forms.BooleanField(label="Tôi cam đoan lời khai là đúng")
