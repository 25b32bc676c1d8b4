"""What is intended: plans with their sections, content items, channels, and everything else that the paper says."""

from .assignments import AssignedTask, TaskAnswer, TaskParty, TaskSource
from .attached import DraftFile
from .beginnings import Beginning, PlanTemplate, UploadedPlan
from .channels import Channel, ChannelGroup, ChannelUse
from .items import AudienceGroup, BudgetLine, ContentItem, Product, Responsibility
from .plans import DecisionCover, LegalBasis, ParentPlan, Plan, Recipient, SignatureLine
from .register import LegalDocument
from .remarks import Mention, Remark, Watch
from .removed import RemovedRow
from .sittings import Sitting
from .steps import PlanStep, StepResult
from .submissions import CriterionVerdict, ReviewComment, ReviewCriterion, Submission, Supplement
from .text import Appendix, Block, BlockKind, Section
from .urging import Urge
from .versions import Version, VersionKind

__all__ = [
    "Appendix",
    "AssignedTask",
    "AudienceGroup",
    "Beginning",
    "Block",
    "BlockKind",
    "BudgetLine",
    "Channel",
    "ChannelGroup",
    "ChannelUse",
    "ContentItem",
    "CriterionVerdict",
    "DecisionCover",
    "DraftFile",
    "LegalBasis",
    "LegalDocument",
    "Mention",
    "ParentPlan",
    "Plan",
    "PlanStep",
    "PlanTemplate",
    "Product",
    "Recipient",
    "Remark",
    "RemovedRow",
    "Responsibility",
    "ReviewComment",
    "ReviewCriterion",
    "Section",
    "SignatureLine",
    "Sitting",
    "StepResult",
    "Submission",
    "Supplement",
    "TaskAnswer",
    "TaskParty",
    "TaskSource",
    "UploadedPlan",
    "Urge",
    "Version",
    "VersionKind",
    "Watch",
]
