"""The commands of this repository, for people with and without make: `python tools/dev.py COMMAND`.

This file and old_python.py are read by whatever Python someone has, Python 2 too. So both are written in what
every Python reads, and an old one is told so before anything else is imported.
"""

import sys

import old_python

if __name__ == "__main__":
    old_python.refuse(sys.argv)
    from targets import main

    sys.exit(main(sys.argv[1:]))
