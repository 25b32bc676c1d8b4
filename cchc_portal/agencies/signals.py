"""What the floors above hear of, in the same transaction and inside the province: they connect at start-up."""

from django.dispatch import Signal

province_opened = Signal()
"""`province`: it has its first agency; catalogues that every province starts with are laid out now."""

agency_succeeded = Signal()
"""`change` (AgencyChange), `predecessor` (Agency), `successor` (Agency, or None where the agency is abolished), `effective_on` (date),
`by` (the administrator's Membership, or None).

Sent once for each predecessor that ends, with the one that takes over its plans and obligations, when the change comes into force.
A receiver returns sentences (list[str]) of what it did; they are kept with the change and shown.
"""

succession_foreseen = Signal()
"""`predecessor`, `successor` (None where it is not made yet, or there is none), `successor_name`, `effective_on`, before anything is
confirmed: a receiver returns sentences of what it would do."""
