"""The Word file of a draft: template, body, tables, comments, package."""
