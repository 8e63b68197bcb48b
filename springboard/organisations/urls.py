"""The organisation, its people, the record, and one's own account."""

from django.urls import include, path

from springboard.organisations.views import account, history, importing, people, units

organisation = [
    path("", units.tree, name="tree"),
    path("units/add/", units.add_unit, name="add-unit"),
    path("units/<int:unit_id>/", units.unit, name="unit"),
    path("units/<int:unit_id>/change/", units.change_unit, name="change-unit"),
    path("units/<int:unit_id>/move/", units.move_unit, name="move-unit"),
    path("units/<int:unit_id>/close/", units.close_unit, name="close-unit"),
    path("units/<int:unit_id>/reopen/", units.reopen_unit, name="reopen-unit"),
    path("sites/", units.sites, name="sites"),
    path("sites/<int:site_id>/", units.change_site, name="change-site"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add-person"),
    path("people/<int:user_id>/", people.person, name="person"),
    path("people/<int:user_id>/change/", people.change_person, name="change-person"),
    path("people/<int:user_id>/roles/add/", people.give_role, name="give-role"),
    path("people/<int:user_id>/roles/<int:membership_id>/end/", people.end_role, name="end-role"),
    path("people/<int:user_id>/invite/", people.invite, name="invite"),
    path("people/<int:user_id>/close/", people.close, name="close-person"),
    path("people/<int:user_id>/open/", people.reopen, name="open-person"),
    path("people/<int:user_id>/second-factor/", people.forget_second_factor, name="forget-second-factor"),
    path("import/", importing.upload, name="import"),
    path("import/confirm/", importing.confirm, name="import-confirm"),
    path("import/template/<slug:kind>/", importing.template, name="template"),
    path("export/<slug:kind>/", importing.export, name="export"),
]
urlpatterns = [
    path("organisation/", include((organisation, "organisations"))),
    path("history/", history.history, name="history"),
    path("account/", account.account, name="account"),
    path("account/trust/", account.switch_trust, name="switch-trust"),
]
