"""Đối khớp danh sách đảng viên: each committee's own list held against the records, until both have signed.

A round has one reconciliation for each committee in it; a reconciliation has the lists that were sent, the newest of
which counts; a list has its differences, each with the three sides.
"""
