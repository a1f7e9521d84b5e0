"""What the law of admissions says: the way as data, and a `check_…` beside each verb."""
