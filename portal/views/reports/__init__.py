"""Reports in the portal: the list, writing, files, the review before submitting, the status."""
