"""Tasks: one for each leaf that orders something and each data row of a task table.

Agencies come from the leaf's own words, from label lines, from a lead-in above the bullets, or from
the heading; deadlines and money from the leaf, its labels, its row, or a heading of the section.
"""

from __future__ import annotations

from collections.abc import Sequence

from docparse.model import Task
from docparse.structure import Leaf
from extractors.assignments import assignments
from extractors.context import Context
from extractors.deadlines import as_deadline
from extractors.labels import Label, inline_labels, labels_of_line
from extractors.leadins import LeadIn, read_lead_in, read_opening
from extractors.leaves import UsedLeaf, classify
from extractors.taskdrafts import Draft, read_leaf
from extractors.tasklabels import apply_ahead, apply_label, block_of
from extractors.tasktables import tasks_of_tables


def find_tasks(context: Context) -> list[Task]:
    """Every task of the document, in document order."""
    used = classify(context)
    drafts = _drafts(context, used)
    tasks = [_finished(context, draft) for draft in drafts]
    tasks += tasks_of_tables(context)
    tasks.sort(key=lambda task: (task.start, task.end))
    return [task.model_copy(update={"id": f"t{number}"}) for number, task in enumerate(tasks, start=1)]


def _drafts(context: Context, used: Sequence[UsedLeaf]) -> list[Draft]:
    """The tasks of the running text, each with what its labels and what stands above it say."""
    drafts: list[Draft] = []
    lead_ins: list[LeadIn] = []
    block: list[Draft] | None = None  # those that a run of labels speaks of, once one of them has a value
    opener: tuple[Leaf, Label] | None = None  # the first label of the run
    ahead: list[tuple[Leaf, Label]] = []
    previous_label = False
    charged = read_opening(context)
    for item in used:
        leaf = item.leaf
        lead_ins = [above for above in lead_ins if above.covers(context, leaf)]
        if opened := read_lead_in(context, leaf, item.use):
            # of headings without a number the nearest holds
            lead_ins = [*(above for above in lead_ins if not (opened.beside and above.beside)), opened]
        elif item.use in ("task", "closing"):
            drafts.append(read_leaf(context, leaf, item.use == "closing", lead_ins, charged))
            inline = inline_labels(context.key, leaf.content, leaf.end)
            if inline:
                block = [drafts[-1]] if leaf.depth == 0 else block_of(context, drafts, leaf, inline[0])
                for label in inline:
                    apply_label(context, block, label)
                previous_label = True
                continue
        elif item.use == "label" and item.label is not None:
            labels = labels_of_line(context.key, item.label)
            if not previous_label:
                block, opener = None, (leaf, labels[0])
            for label in labels:
                if label.is_bare:
                    continue
                if block is None and opener is not None:
                    block = block_of(context, drafts, *opener)
                if block:
                    apply_label(context, block, label)
                elif leaf.kind != "heading":
                    ahead.append((leaf, label))
        previous_label = item.use == "label"
    apply_ahead(context, drafts, ahead)
    return drafts


def _finished(context: Context, draft: Draft) -> Task:
    leaf, due = draft.leaf, draft.deadline
    return Task(
        id="",
        text=context.document.text[leaf.text : leaf.end].replace("\n", " "),
        node=leaf.node.id if leaf.node else None,
        assignments=assignments(context, draft.parts),
        deadline=as_deadline(context.document.text, due, leaf.page) if due else None,
        budget=draft.budget,
        product=draft.product,
        start=leaf.text,
        end=leaf.end,
        page=leaf.page,
    )
