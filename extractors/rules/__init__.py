"""The knowledge of docparse as data; read through :mod:`docparse.rulebook`."""
