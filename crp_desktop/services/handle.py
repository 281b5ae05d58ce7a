"""What the window and the command line hold of a programme: they import nothing of storage, only this.

Types stand here for annotations only, so that importing this module does not import the database.
"""

from typing import TYPE_CHECKING

from crp_desktop.storage.file_format import HANDOVER_ENDING as HANDOVER_ENDING
from crp_desktop.storage.keys import Key as Key

if TYPE_CHECKING:
    from crp_desktop.storage.handover import Part as Part
    from crp_desktop.storage.store import Store as Store
