"""Reading what people type about days, rules and deadlines."""
