"""Urging (đôn đốc): who is late, whom a notice or a letter goes to, what it says; verbs in `plans.actions.urging`."""
