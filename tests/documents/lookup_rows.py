"""A row of each kind that looking up and stacks of papers have."""

from cchc_portal.agencies.models import Membership
from cchc_portal.documents import looking_up
from cchc_portal.documents.models import CheckRecord, Paper, PrintChoice, Stack, StackedPaper


def one_of_each(paper: Paper, clerk: Membership) -> None:
    code = looking_up.code_of(paper)
    PrintChoice.objects.create()
    CheckRecord.objects.create(code=code, paper=paper, way="typed", result="found", visitor="0" * 64)
    stack = Stack.objects.create(agency=paper.agency, asked_by=clerk.user, total=1)
    StackedPaper.objects.create(
        stack=stack,
        position=0,
        paper=paper,
        symbol="06/KH-STC",
        title="Kế hoạch",
        issuer=paper.agency.name,
        issued_on="2027-01-21",
    )
