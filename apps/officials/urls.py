"""Addresses of the administrator's rooms about working time."""

from django.urls import path

from apps.officials.views import bringing, calendar, hours

app_name = "officials"
urlpatterns = [
    path("quan-tri/lich/", calendar.calendar, name="calendar"),
    path("quan-tri/lich/tai-ve/", calendar.download, name="download"),
    path("quan-tri/lich/ngay/", calendar.new_day, name="new_day"),
    path("quan-tri/lich/ngay/<str:day>/", calendar.edit_day, name="day"),
    path("quan-tri/lich/ngay/<str:day>/bo/", calendar.remove_day, name="remove_day"),
    path("quan-tri/lich/ngay/<str:day>/xac-nhan/", calendar.confirm_day, name="confirm_day"),
    path("quan-tri/lich/nhap/", bringing.upload, name="upload"),
    path("quan-tri/lich/nhap/<int:import_id>/", bringing.look, name="import"),
    path("quan-tri/lich/de-xuat/", bringing.proposals, name="proposals"),
    path("quan-tri/gio-lam-viec/", hours.hours, name="hours"),
]
