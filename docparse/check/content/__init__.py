"""Checks on what a plan says; importing the modules registers them."""

from docparse.check.content import (
    acts,
    agencies,
    deadlines,
    doubts,
    figures,
    scope,
    sections,
    tables,
    wording,
)

__all__ = ["acts", "agencies", "deadlines", "doubts", "figures", "scope", "sections", "tables", "wording"]
