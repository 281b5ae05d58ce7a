"""Making a printed document as a PDF, in memory or as a file."""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from crp_desktop.domain.errors import InputProblem, NotFound
from crp_desktop.domain.words import tr
from crp_desktop.services.framework import badges
from crp_desktop.services.period import period_named
from crp_desktop.services.print_log import How, log_print
from crp_desktop.services.report_kinds import kind
from crp_desktop.services.report_model import NO, YES, Kind, Prepared, Request, Subject, Warned
from crp_desktop.services.workshop import find_workshop
from crp_desktop.storage.store import Store

Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished PDF: its bytes, how many pages, a file name for it without an ending, what a print queue may show, and
    what to look at before it leaves."""

    content: bytes
    pages: int
    name: str
    job: str
    warnings: tuple[Warned, ...]
    request: Request


def find_subject(
    store: Store,
    key: str,
    workshop: str | None = None,
    *,
    badge: str = "",
    period: str = "",
    options: Mapping[str, str] | None = None,
) -> Request:
    """A request with defaults for everything left out: the latest workshop, every badge, all the time.

    `workshop` is an id or number, `badge` a key, `period` a label or id. Raises NotFound, Refused, InputProblem.
    """
    wanted = kind(key)
    needed = wanted.subject is Subject.WORKSHOP
    shop = find_workshop(store, workshop or None).id if needed or workshop else ""
    if badge and badge not in {one.key for one in badges(store, pursued=True)}:
        raise NotFound(
            tr("The programme does not pursue a badge “{badge}”.", badge=badge),
            "",
            tr("List the badges to see them."),
        )
    when = period_named(store, period).id if period else ""
    return Request(key, workshop=shop, badge=badge, period=when, options=options or {})


def parse_options(wanted: Kind, chosen: Iterable[str]) -> dict[str, str]:
    """Options as the command line gives them (“quotes=safe”). Raises InputProblem for one that is not offered."""
    offered = {option.key: [choice[0] for choice in option.choices] or [YES, NO] for option in wanted.options}
    found = {}
    for text in chosen:
        key, _, value = text.partition("=")
        if value not in offered.get(key, ()):
            every = "; ".join(f"{name}={'|'.join(values)}" for name, values in offered.items())
            raise InputProblem(
                tr("“{given}” is no option of this document.", given=text),
                "",
                tr("It has: {options}.", options=every),
            )
        found[key] = value
    return found


def make_report(store: Store, request: Request, progress: Progress | None = None) -> Made:
    """The document as PDF/UA, in memory. `progress(done, total)` is called often and may raise to stop."""
    from crp_desktop.reports.document import build

    wanted = kind(request.document)
    request = replace(request, options=wanted.chosen(request))
    prepared = wanted.prepare(store, request)
    target = io.BytesIO()
    built = build(prepared.document, target, progress)
    return Made(
        target.getvalue(),
        built.pages,
        prepared.name,
        prepared.job,
        _warnings(prepared, built.missing),
        replace(request, workshop=prepared.workshop_id),
    )


def _warnings(prepared: Prepared, missing: tuple[str, ...]) -> tuple[Warned, ...]:
    if not missing:
        return prepared.warnings
    letters = " ".join(missing[:12])
    return (
        *prepared.warnings,
        Warned(
            tr("{n} letter(s) print as an empty box: {letters}", n=len(missing), letters=letters),
            tr("No font that comes with the program has them."),
        ),
    )


def save_report(store: Store, request: Request, target: Path, progress: Progress | None = None) -> Made:
    """Writes the document to a file, whole or not at all, and notes that it left the programme.

    Raises WriteFailed when the disk refuses; an older file of that name then stays as it was.
    """
    from crp_desktop.reports.document import save

    made = make_report(store, request, progress)
    save(made.content, target)
    log_made(store, made, How.SAVED)
    return made


def save_page(store: Store, request: Request, target: Path, progress: Progress | None = None) -> Path:
    """Writes the document as one accessible web page, whole or not at all, and notes that it left the programme.

    Raises InputProblem for a kind that only makes sense on paper, WriteFailed when the disk refuses.
    """
    from crp_desktop.reports.document import save
    from crp_desktop.reports.web import as_page

    wanted = kind(request.document)
    if not wanted.web:
        raise InputProblem(
            tr("“{title}” is made for paper.", title=wanted.title),
            tr("Nothing was saved."),
            tr("Save it as a PDF."),
        )
    request = replace(request, options=wanted.chosen(request))
    prepared = wanted.prepare(store, request)
    save(as_page(prepared.document).encode("utf-8"), target)
    log_print(
        store,
        request.document,
        How.SAVED,
        pages=0,
        workshop_id=prepared.workshop_id,
        options=request.options,
    )
    return target


def log_made(store: Store, made: Made, how: How, *, pages: int | None = None, copies: int = 1) -> None:
    """Notes that a document was saved or printed; `pages` when not all of it was."""
    log_print(
        store,
        made.request.document,
        how,
        pages=made.pages if pages is None else pages,
        copies=copies,
        workshop_id=made.request.workshop,
        options=made.request.options,
    )
