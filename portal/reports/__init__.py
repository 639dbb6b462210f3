"""What is done with a report: saving, submitting, taking back. Each is one transaction and one line in the log."""
