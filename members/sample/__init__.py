"""A made-up district: planned once as pure data from a seed, then written by the verbs or by a bulk builder.

`plans.make_plan` says what happens on which day to whom; `by_verbs.apply` plays it through the verbs (small districts),
`bulk.apply` writes the same rows and the same lines of the history at once (thousands). A test holds the two equal.
"""
