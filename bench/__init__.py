"""What foglift costs, each figure beside the floor it cannot go below: `python -m bench`."""

import os

# One thread, so that a figure is what one core does; set before numpy reads it.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
