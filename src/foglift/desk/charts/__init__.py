"""Charts as values: numbers and days become scaled shapes, which templates/charts.html draws.

Nothing here knows of claims, of colours or of markup. A shape has a `look` (a class of the style
sheet) and, where it can be followed, `to` (a path of the desk) with `words` that say it aloud.
Every chart is drawn twice, wide and narrow, so that its letters keep their size on a telephone.
"""

from foglift.desk.charts.lanes import Bar, Lane, Sight, lanes
from foglift.desk.charts.ranges import Given, Range, ranges
from foglift.desk.charts.shapes import Box, Drawing, Mark, Shape, Text, Trace
from foglift.desk.charts.steps import Figure, Line, steps
from foglift.desk.charts.strip import Heap, strip

__all__ = [
    "Bar",
    "Box",
    "Drawing",
    "Figure",
    "Given",
    "Heap",
    "Lane",
    "Line",
    "Mark",
    "Range",
    "Shape",
    "Sight",
    "Text",
    "Trace",
    "lanes",
    "ranges",
    "steps",
    "strip",
]
