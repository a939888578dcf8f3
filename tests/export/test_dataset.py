"""The rows of the data set for a notebook: typed values under the documented names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd
import pytest

import docparse
from docparse.export.dataset import TABLES, Table
from docparse.model import Plan

Make = Callable[..., Plan]


def test_the_tasks_of_a_plan_become_a_table(make_plan: Make) -> None:
    plan = make_plan()
    frame = pd.DataFrame(docparse.records(plan, "tasks"))
    (row,) = frame.to_dict("records")
    assert plan.text[row["start_offset"] : row["end_offset"]] == plan.passage(plan.tasks[0])
    assert (row["plan_id"], row["task_id"], row["budget"]) == (plan.id, "t1", 1.5)
    assert row["due"] == dt.date(2031, 6, 30)
    assert row["budget_sources"] == {"ngân sách tỉnh": 1.25, "khác": 0.25}


def test_several_plans_share_a_table_that_joins_by_plan(make_plan: Make) -> None:
    plans = [make_plan(id="a"), make_plan(id="b")]
    tasks = pd.DataFrame(docparse.records(plans))
    held = pd.DataFrame(docparse.records(plans, "assignments"))
    joined = tasks.merge(held, on=["plan_id", "task_id"])
    assert list(joined["plan_id"] + " " + joined["agency"]) == [
        "a Sở Y tế",
        "a Sở Tài chính",
        "b Sở Y tế",
        "b Sở Tài chính",
    ]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_can_be_asked_for(make_plan: Make, table: Table) -> None:
    names = [column.name for column in table.columns]
    assert all(list(row) == names for row in docparse.records(make_plan(), table.name))


def test_a_table_that_is_none_is_an_error_that_names_them(make_plan: Make) -> None:
    with pytest.raises(ValueError, match="no table 'targets'; there are plans, nodes, tasks"):
        docparse.records(make_plan(), "targets")
