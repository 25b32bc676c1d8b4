"""What was added to a file since the portal gave it out: signatures only, or something else under them?

pyHanko compares revisions after a signature. A paper that nobody has signed has no form yet, which its rule does not know: this one lets
the first signature bring the form along, and leaves every other judgement to pyHanko's own rules.
"""

from collections.abc import Iterable
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader, RawPdfPath
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffResult,
    ModificationLevel,
    SuspiciousModification,
)
from pyhanko.sign.diff_analysis.form_rules_api import (
    FieldComparisonContext,
    FormUpdate,
    FormUpdatingRule,
    _list_fields,
)
from pyhanko.sign.diff_analysis.policies import StandardDiffPolicy

HARMLESS = {"NONE", "LTA_UPDATES", "FORM_FILLING"}
FORM_OF_SIGNATURES = {"/Fields", "/SigFlags", "/DR", "/DA"}
_FIELDS = RawPdfPath("/Root", "/AcroForm", "/Fields")
Updates = Iterable[tuple[ModificationLevel, FormUpdate]]


def only_signed(reader: PdfFileReader, content: bytes, given: int) -> bool:
    """Whether what follows the first `given` bytes adds signatures and nothing else."""
    base = PdfFileReader(BytesIO(content[:given])).xrefs.total_revisions - 1
    result = _POLICY.review_file(reader, base)
    return isinstance(result, DiffResult) and result.modification_level.name in HARMLESS


class _FirstForm(FormUpdatingRule):
    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Updates:
        if "/AcroForm" in old.root:
            yield from super().apply(old, new)
        elif "/AcroForm" in new.root:
            yield from self._brought_along(old, new)

    def _brought_along(self, old: HistoricalResolver, new: HistoricalResolver) -> Updates:
        form = new.root["/AcroForm"]
        if not isinstance(form, generic.DictionaryObject) or set(form) - FORM_OF_SIGNATURES:
            raise SuspiciousModification("a form of more than signatures")
        yield from _new_references(old, new.root.raw_get("/AcroForm"))
        yield from _new_references(old, form.raw_get("/Fields"))
        if "/DR" in form:
            for reference in new.collect_dependencies(form["/DR"], since_revision=old.revision + 1):
                yield ModificationLevel.FORM_FILLING, FormUpdate(reference, field_name=None)
        specs = dict(_list_fields(generic.ArrayObject(), form["/Fields"], old_path=_FIELDS))
        context = FieldComparisonContext(field_specs=specs, old=old, new=new)
        for rule in self.field_rules:
            yield from rule.apply(context)


def _new_references(old: HistoricalResolver, value: object) -> Updates:
    if not isinstance(value, generic.IndirectObject):
        return
    if not old.is_ref_unassignable(value.reference):
        raise SuspiciousModification("a form in the place of something else")
    yield ModificationLevel.FORM_FILLING, FormUpdate(value.reference, field_name=None)


def _policy() -> StandardDiffPolicy:
    rules, form = DEFAULT_DIFF_POLICY.global_rules, DEFAULT_DIFF_POLICY.form_rule
    if form is None:
        raise PdfReadError("the library's policy has no rule for forms")
    return StandardDiffPolicy(rules, _FirstForm(form.field_rules, form.ignored_acroform_keys))


_POLICY = _policy()
