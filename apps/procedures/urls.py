"""Addresses of the catalogue's workshop."""

from django.urls import path

from apps.procedures.views import editor

app_name = "procedures"
urlpatterns = [
    path("danh-muc/", editor.catalogue, name="catalogue"),
    # Rooms of the whole catalogue stand above this line: a code takes whatever word it is given.
    path("danh-muc/<str:code>/", editor.procedure, name="procedure"),
    path("danh-muc/<str:code>/ban-hanh/", editor.publish, name="publish"),
    path("danh-muc/<str:code>/bo-nhap/", editor.discard, name="discard"),
]
