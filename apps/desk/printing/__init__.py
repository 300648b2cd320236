"""Papers of the desk as PDF, from frozen facts alone: nothing here asks the database or the clock."""

from apps.desk.printing.letters import render_courtesy, render_posted
from apps.desk.printing.slips import Reprint, Sheet, html, render, spaced, title_of

__all__ = ["Reprint", "Sheet", "html", "render", "render_courtesy", "render_posted", "spaced", "title_of"]
