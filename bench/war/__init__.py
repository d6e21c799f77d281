"""A simulated war: what truly happened, who tells of it with what bias, error, delay and copying,
and how well the picture recovers the truth from what is told, beside simpler ways to decide.

`python -m bench war` prints the table of docs/evaluation.md.
"""
