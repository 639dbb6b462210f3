"""What the secretariat does with reports: reading, deciding, publishing, asking experts, being reminded."""
