"""Many documents at once: which files, who reads them, what is kept.

Import from the modules; each loads only what it needs. The road of a batch: :mod:`~docparse.batch.inputs`
finds files, :mod:`~docparse.batch.run` looks up what is known of them (:mod:`~docparse.batch.results`, in
the rows of :mod:`~docparse.batch.manifest`), an engine (:mod:`~docparse.batch.engines`,
:mod:`~docparse.batch.cluster`) has the rest read by the one function of :mod:`~docparse.batch.work`.
"""
