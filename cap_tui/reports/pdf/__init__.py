"""The PDF report. The only place that imports reportlab, and only when a report is made."""
