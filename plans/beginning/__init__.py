"""Ways to begin a plan as pure rules: from last year's, from a template, from the tasks that a parent plan gives."""
