"""What becomes of a file of figures that was handed in. The worker's part of it.

`work` takes the next step: it reads the file and judges its rows, or takes them in, all
or none, or takes them out again. What people decide in between is in evidence.imports.
"""

from evidence.importing.work import work

__all__ = ["work"]
