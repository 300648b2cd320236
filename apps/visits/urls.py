"""Addresses of visits; they hang under the counter, where the desk looks for them."""

from django.urls import path

from apps.visits import views

app_name = "visits"
urlpatterns = [
    path("quay/luot/", views.today, name="today"),
    path("quay/luot/<int:visit_id>/ket-thuc/", views.end, name="end"),
]
