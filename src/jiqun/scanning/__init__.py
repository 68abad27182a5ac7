"""Scanning: a text against the base. Its body, what it mentions, its figures, and verdicts."""

from jiqun.scanning.scan import Known, Mention, Scan, StatedFigure, scan_text

__all__ = ["Known", "Mention", "Scan", "StatedFigure", "scan_text"]
