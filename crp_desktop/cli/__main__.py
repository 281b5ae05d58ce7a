"""`python -m crp_desktop.cli` is the command line too."""

from crp_desktop.cli import main

if __name__ == "__main__":
    main()
