"""Signing in: e-mail address and password, a second factor, sessions. Built on django-allauth; imports core only."""
