"""Addresses of messages: what they say is for staff, what became of them is for gateways."""

from django.urls import path

from apps.messaging.views import reporting, templates

app_name = "messaging"
urlpatterns = [
    path("quan-tri/tin-nhan/", templates.templates, name="templates"),
    path("quan-tri/tin-nhan/<slug:kind>/<slug:channel>/", templates.template, name="template"),
    path("bao-phat/<slug:channel>/", reporting.delivery_report, name="delivery_report"),
]
