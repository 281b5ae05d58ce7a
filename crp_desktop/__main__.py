"""`python -m crp_desktop` is the command line, whose first habit is to open the window."""

from crp_desktop.cli import main

if __name__ == "__main__":
    main()
