"""The public page of codes and files as it answers: its words, its fields, what it has noted."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cchc_portal.documents.models import CheckRecord
from tests.world import entered


def words_of(response):
    body = response.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def fields_of(response):
    """The rows of the answer about the paper."""
    body = response.content.decode()
    part = body[body.index('id="van-ban"') : body.index('id="nhap-ma"')]
    return dict(
        (" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in row)
        for row in re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", part, re.DOTALL)
    )


def checks(province):
    with entered(province):
        return list(CheckRecord.objects.order_by("pk").values_list("way", "result", "paper_id"))


def send(content, name="van-ban.pdf", to="/kiem-tra/"):
    return Client().post(to, {"tep": SimpleUploadedFile(name, content, "application/pdf")})


def headline_of(response):
    body = response.content.decode()
    return re.search(r'notice__title">(.*?)</p>', body)[1]
