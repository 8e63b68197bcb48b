"""Addresses of reports, reviews and ratings."""

from django.urls import path

from springboard.inspections.views import adding, deciding, files, finishing, ratings, reports, review, uploading

app_name = "inspections"
urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/upload/", uploading.upload, name="upload"),
    path("reports/<int:report_id>/", reports.report, name="report"),
    path("reports/<int:report_id>/ratings/", ratings.by_hand, name="add-rating"),
    path("reports/<int:report_id>/progress/", reports.progress, name="progress"),
    path("reports/<int:report_id>/file/", files.original, name="file"),
    path("reports/<int:report_id>/findings.<str:kind>", files.findings, name="findings-export"),
    path("reports/<int:report_id>/ratings.<str:kind>", files.ratings, name="ratings-export"),
    path("reports/<int:report_id>/page/<int:number>/", reports.page, name="page"),
    path("reports/<int:report_id>/page/<int:number>/image/", files.page_image, name="page-image"),
    path("reports/<int:report_id>/again/", reports.again, name="again"),
    path("reports/<int:report_id>/ours/", reports.ours, name="ours"),
    path("reports/<int:report_id>/withdraw/", reports.withdraw, name="withdraw"),
    path("reports/<int:report_id>/unread/<int:block_id>/", reports.unread, name="unread"),
    path("reports/<int:report_id>/review/", review.start, name="review"),
    path("reports/<int:report_id>/review/<int:draft_id>/", review.draft, name="draft"),
    path("reports/<int:report_id>/review/<int:draft_id>/split/", deciding.split, name="split"),
    path("reports/<int:report_id>/review/<int:draft_id>/reject/", deciding.reject, name="reject"),
    path("reports/<int:report_id>/review/<int:draft_id>/merge/", deciding.merge, name="merge"),
    path("reports/<int:report_id>/review/<int:draft_id>/back/", deciding.bring_back, name="bring-back"),
    path("reports/<int:report_id>/review/add/", adding.add, name="add-by-hand"),
    path("reports/<int:report_id>/review/several/", deciding.several, name="several"),
    path("reports/<int:report_id>/review/share/", finishing.share, name="share"),
    path("reports/<int:report_id>/review/share/<int:share_id>/end/", finishing.end_share, name="end-share"),
    path("reports/<int:report_id>/review/ratings/", finishing.check_ratings, name="check-ratings"),
    path("reports/<int:report_id>/review/finish/", finishing.finish, name="finish"),
    path("ratings/", ratings.grid, name="ratings"),
    path("ratings/rules/", ratings.rules, name="rating-rules"),
    path("ratings/<slug:row>/<slug:question>/", ratings.cell, name="rating"),
]
