"""Letters that are only written when they are sent.

A recipe is a function that gets the stored mail and returns a message, or None when there is nothing to send. What a
request stores is then the same for people who exist and who do not, and a secret link is nowhere but in the letter.
"""

from collections.abc import Callable

from django.core.mail import EmailMessage

_recipes: dict[str, Callable] = {}


def recipe(name: str):
    """Register the decorated function under that name. Its module must be imported when the apps are ready."""

    def register(function: Callable) -> Callable:
        _recipes[name] = function
        return function

    return register


def write(mail) -> EmailMessage | None:
    return _recipes[mail.recipe](mail)
