"""Making a document in memory or as a file: a PDF, a web page, a Word file."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from crp_desktop.documents.formats import Form, check_form, write
from crp_desktop.documents.kinds import kind, kinds
from crp_desktop.documents.model import NO, YES, DocumentKind, PreparedDocument, Request, Subject, Warned
from crp_desktop.documents.published import difference_warnings
from crp_desktop.domain.difference import Published
from crp_desktop.domain.errors import InputProblem, NotFound
from crp_desktop.domain.i18n import tr
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.assessment.period import period_named
from crp_desktop.services.privacy.print_log import How, log_print
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.workshops.workshop import find_workshop
from crp_desktop.storage.store import Store

Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """A finished document: its bytes, how many pages (0 where they are not its own), a file name for it without an
    ending, what a print queue may show, what to look at before it leaves, and the numbers of people that it shows, and
    in words which badge or period it is about."""

    content: bytes
    pages: int
    name: str
    job: str
    warnings: tuple[Warned, ...]
    request: Request
    form: Form = Form.PDF
    published: tuple[Published, ...] = ()
    about: str = ""
    source: "Source | None" = None


@dataclass(frozen=True, slots=True)
class Source:
    """What a document was made from, to review it and to make it in another form without preparing it again: what was
    asked for, what was prepared, and when the programme had last been saved by then."""

    request: Request
    prepared: PreparedDocument
    saved_at: datetime | None

    def is_current(self, store: Store, request: Request) -> bool:
        """Whether the same is asked for, and nothing has been saved since."""
        return self.saved_at == store.saved_at and self.request == complete(request)


def complete(request: Request) -> Request:
    """The request with every option of its kind; one that is not offered (any more) becomes the default."""
    return replace(request, options=kind(request.document).chosen(request))


def prepare(store: Store, /, request: Request, before: RenderedDocument | None = None) -> Source:
    """What a document is made from: that of `before`, made for the same request, where it is still current."""
    if before is not None and before.source is not None and before.source.is_current(store, request):
        return before.source
    saved_at, asked = store.saved_at, complete(request)
    return Source(asked, kind(request.document).prepare(store, asked), saved_at)


def find_subject(
    store: Store,
    /,
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
    pursued = [one.key for one in badges(store, pursued=True)]
    if badge and badge not in pursued:
        raise NotFound(
            tr("The programme does not pursue a badge “{badge}”.", badge=badge),
            "",
            tr("Choose one of: {keys}.", keys=", ".join(pursued)),
        )
    when = period_named(store, period).id if period else ""
    return Request(key, workshop=shop, badge=badge, period=when, options=options or {})


def parse_options(wanted: DocumentKind, chosen: Iterable[str]) -> dict[str, str]:
    """Options as the command line gives them (“quotes=safe”). Raises InputProblem for one that is not offered."""
    offered = {option.key: [choice[0] for choice in option.choices] or [YES, NO] for option in wanted.options}
    found = {}
    for text in chosen:
        key, _, value = text.partition("=")
        if value not in offered.get(key, ()):
            every = "; ".join(f"{name}={'|'.join(values)}" for name, values in offered.items())
            raise InputProblem(
                tr("This document has no option “{given}”.", given=text),
                "",
                tr("It has: {options}.", options=every),
            )
        found[key] = value
    return found


def make_report(
    store: Store,
    /,
    request: Request,
    progress: Progress | None = None,
    *,
    form: Form = Form.PDF,
    before: RenderedDocument | None = None,
) -> RenderedDocument:
    """The document in memory, as PDF/UA or in another form. `progress(done, total)` is called often and may raise to
    stop. Where nothing has changed since `before` was made, that is what leaves: what was seen and reviewed."""
    check_form(kind(request.document), form)
    source = prepare(store, request, before)
    if before is not None and before.source is source and before.form is form:
        return before
    prepared = source.prepared
    written = write(prepared.document, form, progress)
    return RenderedDocument(
        written.content,
        written.pages,
        prepared.name,
        prepared.job,
        (*_warnings(prepared, written.missing), *_beside_others(store, prepared)),
        replace(source.request, workshop=prepared.workshop_id),
        form,
        tuple(prepared.numbers.published) if prepared.numbers else (),
        prepared.about,
        source,
    )


def _beside_others(store: Store, /, prepared: PreparedDocument) -> tuple[Warned, ...]:
    if prepared.numbers is None:
        return ()
    titles = {one.key: one.title for one in kinds()}
    return difference_warnings(store, prepared.numbers, programme(store).threshold, titles)


def _warnings(prepared: PreparedDocument, missing: tuple[str, ...]) -> tuple[Warned, ...]:
    if not missing:
        return prepared.warnings
    from crp_desktop.rendering.pdf.fonts import extras_missing
    from crp_desktop.rendering.pdf.scripts import of_the_extra, script_words

    letters, scripts = " ".join(missing[:12]), ", ".join(script_words(missing))
    said = tr("{n} letter(s) will print as an empty box: {letters}", n=len(missing), letters=letters)
    if scripts:
        said = tr("{said} ({scripts})", said=said, scripts=scripts)
    todo = tr("No font that comes with CRP Desktop has them.")
    if extras_missing() and of_the_extra(missing):
        todo = tr(
            "The font for Chinese is an extra called “scripts”. The person who installs CRP "
            "Desktop can add it."
        )
    return (*prepared.warnings, Warned(said, todo))


def save_report(
    store: Store,
    /,
    request: Request,
    target: Path,
    progress: Progress | None = None,
    *,
    form: Form = Form.PDF,
    before: RenderedDocument | None = None,
) -> RenderedDocument:
    """Writes the document to a file, whole or not at all, and notes that it left the programme.

    Raises WriteFailed when the disk refuses; an older file of that name then stays as it was. Raises InputProblem for
    a kind that only makes sense on paper and is wanted as anything but a PDF.
    """
    from crp_desktop.rendering.saving import save

    made = make_report(store, request, progress, form=form, before=before)
    save(made.content, target)
    log_made(store, made, How.SAVED)
    return made


def log_made(
    store: Store, /, made: RenderedDocument, how: How, *, pages: int | None = None, copies: int = 1
) -> None:
    """Notes that a document was saved or printed; `pages` when not all of it was."""
    log_print(
        store,
        made.request.document,
        how,
        pages=made.pages if pages is None else pages,
        copies=copies,
        workshop_id=made.request.workshop,
        options=made.request.options,
        form=made.form,
        published=made.published,
    )
