"""Many documents at once: which files, what became of each.

Import from the modules: :mod:`docparse.batch.inputs` finds files without loading any reader,
:mod:`docparse.batch.local` reads them.
"""
