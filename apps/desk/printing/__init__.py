"""Papers of the desk as PDF, from frozen facts alone: nothing here asks the database or the clock."""

from apps.desk.printing.joint import JointReceipt, receipt_of, render_joint
from apps.desk.printing.letters import render_courtesy, render_posted
from apps.desk.printing.mail import render_mail_labels
from apps.desk.printing.slips import Reprint, Sheet, html, render, spaced, title_of

__all__ = [
    "JointReceipt",
    "Reprint",
    "Sheet",
    "html",
    "receipt_of",
    "render",
    "render_courtesy",
    "render_joint",
    "render_mail_labels",
    "render_posted",
    "spaced",
    "title_of",
]
