"""What can be wrong, in sentences for whoever runs the command."""


class BackupError(Exception):
    """Nothing was done, or what was begun was taken back; the message says why and what to do."""


class DamagedError(BackupError):
    """The archive is not what was written."""


class WrongKeyError(BackupError):
    """The archive is whole, but the key is missing or another one."""
