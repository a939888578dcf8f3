"""Asking results: words over the passages of all plans, SQL over the data set.

:mod:`docparse.search.index` finds passages, :mod:`docparse.search.sql` answers SQL; each loads only what
it needs.
"""
