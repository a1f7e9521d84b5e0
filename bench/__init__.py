"""Figures of speed, memory and size beside those of other libraries; `bin/bench` runs it, nothing imports it."""
