"""Official papers: HTML in, PDF out, in our own faces; QR, Code 128, and how a paper says days and money."""
