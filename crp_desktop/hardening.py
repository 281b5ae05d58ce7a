"""What a process can do so that the words in its memory do not end up in a file."""

import ctypes
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4
_WER_FAULT_REPORTING_FLAG_NOHEAP = 1


def keep_memory_to_itself() -> None:
    """No core dump when the process crashes, and no other process of this account may look into its memory.

    Linux: `RLIMIT_CORE` and `prctl(PR_SET_DUMPABLE)`; macOS: `RLIMIT_CORE`; Windows: the error report leaves out the
    heap. What a system does not have is left out.
    """
    if sys.platform == "win32":
        with suppress(OSError, AttributeError):
            ctypes.windll.kernel32.WerSetFlags(_WER_FAULT_REPORTING_FLAG_NOHEAP)
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
