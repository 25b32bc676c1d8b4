"""What is intended: plans with their sections, content items, channels, and everything else that the paper says."""

from .channels import Channel, ChannelGroup, ChannelUse
from .items import AudienceGroup, BudgetLine, ContentItem, Product, Responsibility
from .plans import DecisionCover, LegalBasis, ParentPlan, Plan, Recipient, SignatureLine
from .text import Appendix, Block, BlockKind, Section

__all__ = [
    "Appendix",
    "AudienceGroup",
    "Block",
    "BlockKind",
    "BudgetLine",
    "Channel",
    "ChannelGroup",
    "ChannelUse",
    "ContentItem",
    "DecisionCover",
    "LegalBasis",
    "ParentPlan",
    "Plan",
    "Product",
    "Recipient",
    "Responsibility",
    "Section",
    "SignatureLine",
]
