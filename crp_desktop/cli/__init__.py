"""The command line: opens the window by default; every other command works without one."""

from crp_desktop.cli.base import VARIABLE, main
from crp_desktop.cli.files import check, demo, import_, info, open_window
from crp_desktop.cli.finding import search, suggest
from crp_desktop.cli.lists import list_
from crp_desktop.cli.papers import handover, report

__all__ = ["VARIABLE", "main"]

for command in (open_window, demo, info, check, list_, search, suggest, import_, report, handover):
    main.add_command(command)
