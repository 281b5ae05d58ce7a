"""What can be changed of a record is a part of it, with the record's own type, and a column of its table."""

from typing import get_type_hints

import pytest
from sqlalchemy import Table

from crp_desktop.domain import changes, framework_model, records
from crp_desktop.storage import tables


@pytest.mark.parametrize(
    ("change", "record"),
    [
        (changes.ProgrammeChange, records.Programme),
        (changes.WorkshopChange, records.Workshop),
        (changes.PromptChange, records.Prompt),
        (changes.SpeakerChange, records.Speaker),
        (changes.NoteChange, records.Note),
        (changes.FindingChange, records.Finding),
        (changes.StatisticChange, records.Statistic),
        (changes.IndicatorChange, records.Indicator),
        (changes.EvidenceChange, records.Evidence),
        (changes.StatementChange, framework_model.Statement),
        (changes.BadgeChange, framework_model.Badge),
    ],
)
def test_a_change_has_the_names_and_types_of_its_record(change: type, record: type) -> None:
    parts, of_record = get_type_hints(change), get_type_hints(record)
    assert parts
    assert parts == {name: of_record.get(name) for name in parts}


@pytest.mark.parametrize(
    ("change", "table"),
    [
        (changes.ProgrammeChange, tables.programme),
        (changes.WorkshopChange, tables.workshop),
        (changes.PromptChange, tables.prompt),
        (changes.SpeakerChange, tables.speaker),
        (changes.NoteChange, tables.note),
        (changes.FindingChange, tables.finding),
        (changes.StatisticChange, tables.statistic),
        (changes.IndicatorChange, tables.indicator),
        (changes.EvidenceChange, tables.evidence),
        (changes.ScoreChange, tables.score),
        (changes.ContactChange, tables.contact),
    ],
)
def test_a_change_names_columns_of_the_table_only(change: type, table: Table) -> None:
    assert change.__annotations__.keys() <= set(table.columns.keys()) - {"id", "position"}
