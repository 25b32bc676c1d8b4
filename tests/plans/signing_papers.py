"""What a plan's signing needs in tests: keys of the operator, pictures, a paper made as a worker makes it."""

from pathlib import Path
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.models import Agency, Membership, Post
from cchc_portal.documents import rendering, storage
from cchc_portal.documents.models import Paper, Signature, SigningMeans
from cchc_portal.documents.signed import tasks as signing_tasks
from cchc_portal.documents.signed.states import Order, SigningWay
from plans.models import Plan
from tests.documents.signing import authority, drawn
from tests.documents.signing.authority import Holder

SEAL_MM = 36


def png(picture: Any) -> bytes:
    """The drawn picture as a file."""
    from io import BytesIO

    out = BytesIO()
    picture.image.save(out, "PNG")
    return out.getvalue()


def trusted(settings: Any, folder: Path) -> None:
    """The tests' authority is the one that the operator trusts."""
    folder.mkdir()
    (folder / "goc.pem").write_bytes(authority.pem(authority.root()))
    settings.TRUST_DIR = folder


def key_file(settings: Any, folder: Path, **holders: Holder) -> None:
    """Software keys under the operator's names."""
    folder.mkdir()
    lines = []
    for name, holder in holders.items():
        holder.bundle(folder / f"{name}.p12")
        lines += [f"[keys.{name}]", 'way = "pkcs12"', f'path = "{folder}/{name}.p12"']
        lines.append(f'password = "{authority.PASSWORD}"')
    (folder / "khoa.toml").write_text("\n".join(lines))
    settings.SIGNING_KEYS_FILE = str(folder / "khoa.toml")


def means(agency: Agency, post: Post | None, key_name: str, way: SigningWay = SigningWay.KEY) -> SigningMeans:
    picture = png(drawn.signature() if post else drawn.seal())
    made: SigningMeans = SigningMeans.objects.create(
        agency=agency,
        post=post,
        way=way,
        key_name=key_name,
        picture=storage.store(agency.province_id, picture),
        width_mm=None if post else SEAL_MM,
    )
    return made


def keys_for(agency: Agency, head: Membership, settings: Any, folder: Path) -> None:
    """Head and agency sign with software keys."""
    key_file(settings, folder / "khoa", giam_doc=authority.person(), co_quan=authority.agency())
    means(agency, head.post, "giam_doc")
    means(agency, None, "co_quan")


def make(plan: Plan) -> Paper:
    """What the paper's worker does."""
    paper = Paper.objects.select_related("snapshot").get(pk=Plan.objects.get(pk=plan.pk).paper_id)
    content, pages = rendering.render(paper)
    paper.state, paper.ready_at = "ready", timezone.now()
    paper.file_digest, paper.file_size = storage.store(paper.province_id, content), len(content)
    paper.pages = pages
    paper.save()
    return paper


def signature(plan: Plan, order: Order) -> Signature:
    found: Signature = Signature.objects.standing().get(
        paper_id=Plan.objects.get(pk=plan.pk).paper_id, order=order
    )
    return found


def work(plan: Plan, order: Order) -> Signature:
    """What the signing worker does with one message."""
    one = signature(plan, order)
    signing_tasks.sign(one.pk, one.province_id)
    return signature(plan, order)
