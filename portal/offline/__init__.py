"""The form of a report as a file for Word or Excel, to be filled in without a connection and read back."""
