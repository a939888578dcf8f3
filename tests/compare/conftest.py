"""The invented plans of other fields that stand beside the judged pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from docparse.model import Plan
from docparse.plan import read

ROOT = Path(__file__).resolve().parents[2]
FIELDS = ROOT / "corpus" / "gold" / "alignment" / "plans"


@pytest.fixture(scope="session")
def health() -> tuple[Plan, Plan]:
    """Two invented provincial plans on digital health."""
    return read(FIELDS / "y-te-binh-lam-2023.txt"), read(FIELDS / "y-te-thanh-son-2024.txt")


@pytest.fixture(scope="session")
def farming() -> tuple[Plan, Plan]:
    """Two invented plans on agriculture, of a district and of a province."""
    return read(FIELDS / "nong-nghiep-tan-hoa-2022.txt"), read(FIELDS / "nong-nghiep-long-phu-2023.txt")
