"""The report as an Excel workbook, and what lets its plan come back."""
