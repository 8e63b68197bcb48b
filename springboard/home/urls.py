from django.urls import path

from springboard.home.views import health, pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("my-work/", pages.my_work, name="my-work"),
    path("search/", pages.search, name="search"),
    path("health/", health.live, name="health"),
    path("health/ready/", health.ready, name="health-ready"),
]
