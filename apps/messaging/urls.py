"""The one address of messaging that is for machines; pages about messages hang out with those they are about."""

from django.urls import path

from apps.messaging import views

app_name = "messaging"
urlpatterns = [path("bao-phat/<slug:channel>/", views.delivery_report, name="delivery_report")]
