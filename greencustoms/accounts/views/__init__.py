"""Pages of an account that allauth has no view for."""
