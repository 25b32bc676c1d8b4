"""The cascade: tasks that upper documents give to agencies, what answers them, and how far all of it is covered."""
