"""`/nop/su-kien/`: one event of a life as one form, one filing and one payment over several dossiers."""

from apps.portal.views.bundles.filing_all import filed
from apps.portal.views.bundles.paying import pay, pay_code
from apps.portal.views.bundles.starting import discard, start
from apps.portal.views.bundles.steps import step

__all__ = ["discard", "filed", "pay", "pay_code", "start", "step"]
