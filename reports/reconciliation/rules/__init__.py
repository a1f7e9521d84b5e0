"""What the law of a reconciliation says, as data and pure functions: `rounds` and `lists` when something may be done
and in which state a committee is; `sides` what follows from three sides; `sentences` how it is told."""
