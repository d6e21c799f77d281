"""The web face: pages about what was read and what it adds up to, kept live on one store."""

from foglift.desk.app import app as app
from foglift.desk.live import Desk as Desk
from foglift.desk.look import Look as Look
