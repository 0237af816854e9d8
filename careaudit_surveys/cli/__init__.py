"""How is it used from a command line? One module a family of commands, and `main`.

A command answers with an exit status: 0 done; 1 what was asked could not be done, with one plain
sentence on standard error; 2 wrong usage. No traceback reaches a user.
"""

from .main import main

__all__ = ["main"]
