"""Renders the sample plans of docparse from their neutral sources, and writes their answers.

The sources (``source/*.kh``) hold the words of a plan once, with the answers marked by hand inside
the text; see ``corpus/README.md`` for the notation. Nothing here uses docparse.
"""
