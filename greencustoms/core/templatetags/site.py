"""Placeholder replaced below."""
from django import template
register = template.Library()
