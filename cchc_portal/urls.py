"""The roof: every address of the portal."""

from django.conf import settings
from django.urls import include, path

from cchc_portal.agencies import desk, guide
from cchc_portal.agencies.views import names, platform

urlpatterns = [
    path("tai-khoan/", include("cchc_portal.agencies.signin_urls")),
    path("viec-cua-toi/", desk.desk, name="desk"),
    path("lich-ca-nuoc/", include("cchc_portal.calendars.national_urls")),
    path("lich-ca-nhan/", include("cchc_portal.calendars.feed_urls")),
    path("he-thong/tinh-thanh/", platform.provinces, name="platform_provinces"),
    path("huong-dan/", guide.index, name="guide"),
    *(path(f"huong-dan/{slug}/", guide.page, {"slug": slug}, name=f"guide_{slug}") for slug in guide.PAGES),
    *(
        [
            path("thanh-phan/", include("cchc_portal.agencies.catalogue_urls")),
            path("thanh-phan/", include("plans.catalogue_urls")),
        ]
        if settings.COMPONENT_CATALOGUE
        else []
    ),
    *([path("dung-thu/", include("publications.demo.urls"))] if settings.DEMO_ACCOUNTS else []),
    path("", include("publications.urls")),
    path("<slug:province>/<slug:agency>/ke-hoach/", include("plans.urls")),
    path("<slug:province>/<slug:agency>/nhiem-vu/", include("plans.task_urls")),
    path("<slug:province>/<slug:agency>/giao-nhiem-vu/", include("plans.assignment_urls")),
    path("<slug:province>/<slug:agency>/don-doc/", include("plans.urging_urls")),
    path("<slug:province>/<slug:agency>/gui-so-noi-vu/", include("plans.submission_urls")),
    path("<slug:province>/<slug:agency>/tham-dinh/", include("plans.review_urls")),
    path("<slug:province>/<slug:agency>/theo-doi/", include("plans.overseeing_urls")),
    path("<slug:province>/<slug:agency>/mau-ke-hoach/", include("plans.template_urls")),
    path("<slug:province>/<slug:agency>/van-ban-phap-ly/", include("plans.register_urls")),
    path("<slug:province>/<slug:agency>/uy-quyen/", include("plans.delegation_urls")),
    path("<slug:province>/<slug:agency>/chuoi-duyet/", include("plans.chain_urls")),
    path("<slug:province>/<slug:agency>/so-van-ban-di/", include("cchc_portal.documents.register.urls")),
    path("<slug:province>/<slug:agency>/van-ban-den/", include("cchc_portal.documents.dispatch.urls")),
    path("<slug:province>/<slug:agency>/van-ban-den/", include("plans.received_urls")),
    path("<slug:province>/<slug:agency>/ky-so/", include("plans.signing_urls")),
    path("<slug:province>/<slug:agency>/ban-ky-quet/", include("plans.scan_urls")),
    path("<slug:province>/<slug:agency>/co-quan/", names.names, name="agency_names"),
    path("<slug:province>/<slug:agency>/sap-xep-co-quan/", include("cchc_portal.agencies.change_urls")),
    path("<slug:province>/<slug:agency>/thiet-lap/", include("cchc_portal.agencies.province_urls")),
    path("<slug:province>/<slug:agency>/lich/", include("cchc_portal.calendars.urls")),
    path("<slug:province>/<slug:agency>/", desk.agency_home, name="agency_home"),
]
