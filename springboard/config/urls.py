"""Every address of the product. Each room has its own list; a test reads them all."""

from django.urls import include, path

urlpatterns = [
    path("", include("springboard.home.urls")),
    path("", include("springboard.inspections.urls")),
    path("plan/", include("springboard.plan.urls")),
    path("", include("springboard.organisations.urls")),
    path("account/", include("springboard.accounts.urls")),
]
handler400 = "springboard.home.views.errors.bad_request"
handler403 = "springboard.home.views.errors.forbidden"
handler429 = "springboard.accounts.views.too_many"  # asked for by the sign-in library
handler404 = "springboard.home.views.errors.not_found"
handler500 = "springboard.home.views.errors.server_error"
