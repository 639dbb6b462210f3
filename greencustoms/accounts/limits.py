"""How often a password or a code may be tried.

An account is counted twice: for browsers that have signed in to it before, and for all others together. So whoever
guesses from elsewhere cannot shut out the owner, who goes on from a known browser, or becomes known by a password reset.
"""

from greencustoms.core.limits import Limit

PER_ADDRESS = Limit("sign-in from an address", most=50, minutes=15)
PER_ACCOUNT = Limit("sign-in to an account", most=10, minutes=15)
SECOND_FACTOR = Limit("second factor of an account", most=10, minutes=15)
CODE_USED = Limit("one code is good once", most=1, minutes=3)
RESETS_PER_ADDRESS = Limit("password reset from an address", most=20, minutes=15)
RESETS_PER_ACCOUNT = Limit("password reset of an account", most=5, minutes=15)
