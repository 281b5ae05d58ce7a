"""A step is an operation with its numbers; what people read is made from them. Until now a step was its English label:
that becomes its operation here, and a label that no program wrote stays as it is."""

import json
import re

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

LABELS = (
    ("Add contact", "add_contact"),
    ("Add {n} excerpt(s)", "add_excerpts"),
    ("Add finding", "add_finding"),
    ("Add indicator", "add_indicator"),
    ("Add an outcome of your own", "add_local_outcome"),
    ("Add note", "add_notes"),
    ("Add {n} note(s)", "add_notes"),
    ("Add period", "add_period"),
    ("Add prompt", "add_prompt"),
    ("Add speaker", "add_speaker"),
    ("Add {n} vote(s)", "add_votes"),
    ("Add workshop", "add_workshop"),
    ("Adopt the rubric", "adopt_rubric"),
    ("Answer the board", "answer_board"),
    ("Answer a contradiction", "answer_contradiction"),
    ("Assess badges", "assess_badges"),
    ("Attach a document", "attach_document"),
    ("Attach evidence", "attach_evidence"),
    ("Begin assessment", "begin_assessment"),
    ("Begin a correction", "begin_correction"),
    ("Go on with the new rubric", "carry_to_rubric"),
    ("Change contact", "change_contact"),
    ("Change direction", "change_direction"),
    ("Change {n} direction(s)", "change_directions"),
    ("Change evidence", "change_evidence"),
    ("Change finding", "change_finding"),
    ("Change size of group", "change_group_size"),
    ("Change indicator", "change_indicator"),
    ("Change main mapping", "change_main_mapping"),
    ("Change mapping", "change_mapping"),
    ("Change note", "change_note"),
    ("Change {n} note(s)", "change_notes"),
    ("Change period", "change_period"),
    ("Change the programme’s details", "change_programme"),
    ("Change prompt", "change_prompt"),
    ("Change a person’s role", "change_role"),
    ("Change speaker", "change_speaker"),
    ("Change figure", "change_statistic"),
    ("Change workshop details", "change_workshop"),
    ("Choose badges", "choose_badges"),
    ("Choose the colour", "choose_colour"),
    ("Choose the logo", "choose_logo"),
    ("Confirm with the group", "confirm_with_group"),
    ("Copy workshop plan", "copy_workshop"),
    ("Correct with the group", "correct_with_group"),
    ("Count answers", "count_answers"),
    ("Count people", "count_people"),
    ("Declare interests", "declare_interests"),
    ("Delete contact", "delete_contact"),
    ("Delete {n} finding(s)", "delete_findings"),
    ("Delete indicator", "delete_indicator"),
    ("Delete {n} note(s)", "delete_notes"),
    ("Delete period", "delete_period"),
    ("Delete prompt", "delete_prompt"),
    ("Delete workshop", "delete_workshop"),
    ("Say what the logo shows", "describe_logo"),
    ("Take evidence away", "detach_evidence"),
    ("Dismiss suggestion", "dismiss_suggestion"),
    ("End session", "end_session"),
    ("Erase a document", "erase_document"),
    ("Finish assessment", "finish_assessment"),
    ("Forget what the suggestions learnt", "forget_learning"),
    ("Give level {level}", "give_level"),
    ("Write a reason", "give_reason"),
    ("Import {n} finding(s)", "import_findings"),
    ("Import {n} note(s)", "import_notes"),
    ("Join notes", "join_notes"),
    ("Keep {n} direction(s)", "keep_directions"),
    ("Map to Article {number}", "map_to_article"),
    ("Map to a badge", "map_to_badge"),
    ("Merge {n} finding(s)", "merge_findings"),
    ("Moderate a statement", "moderate_statement"),
    ("Move note", "move_note"),
    ("Move {n} note(s)", "move_notes"),
    ("Move prompt", "move_prompt"),
    ("New programme", "new_programme"),
    ("Park {n} note(s)", "park_notes"),
    ("Place excerpt", "place_excerpt"),
    ("Plan from template", "plan_from_template"),
    ("Put {n} pseudonym(s)", "put_pseudonyms"),
    ("Record a comment of the board", "record_board_comment"),
    ("Young people’s answers", "record_young_answers"),
    ("Remove excerpt", "remove_excerpt"),
    ("Remove {n} excerpt(s)", "remove_excerpts"),
    ("Remove the logo", "remove_logo"),
    ("Remove mapping", "remove_mapping"),
    ("Remove the second scoring", "remove_second_scoring"),
    ("Go on with an assessment", "reopen_assessment"),
    ("Offer dismissed suggestions again", "restore_suggestions"),
    ("Resume session", "resume_session"),
    ("Set up the programme", "set_up_sample"),
    ("Sign off", "sign_off"),
    ("Split finding", "split_finding"),
    ("Split note", "split_note"),
    ("Start session", "start_session"),
    ("Star {n} note(s)", "star_notes"),
    ("Say how sure the scorer is", "state_confidence"),
    ("Stop taking part", "stop_taking_part"),
    ("Strike out with the group", "strike_with_group"),
    ("Take back the read-back", "take_back_read_back"),
    ("Take a level back", "take_level_back"),
    ("Take the second scoring over", "take_over_second_scoring"),
    ("Take part again", "take_part_again"),
    ("Take a new rubric", "take_rubric"),
    ("Type up a workshop", "type_up_workshop"),
    ("Unstar {n} note(s)", "unstar_notes"),
    ("Withdraw {n} note(s)", "withdraw_notes"),
    ("Write findings", "write_findings"),
)
PREFIXES = {"undo": "Undo: ", "redo": "Redo: "}


def upgrade() -> None:
    op.add_column("step", sa.Column("operation", sa.String(), server_default="", nullable=False))
    op.add_column("step", sa.Column("arguments", sa.String(), server_default="{}", nullable=False))
    patterns = [(re.compile(_pattern(label)), operation) for label, operation in LABELS]
    conn = op.get_bind()
    for kind, label in conn.execute(sa.text("SELECT DISTINCT kind, label FROM step")).all():
        plain = label.removeprefix(PREFIXES.get(kind, ""))
        operation, arguments = _operation(patterns, plain)
        conn.execute(
            sa.text(
                "UPDATE step SET operation = :operation, arguments = :arguments, label = :plain"
                " WHERE kind = :kind AND label = :label"
            ),
            {
                "operation": operation,
                "arguments": json.dumps(arguments),
                "plain": "" if operation else plain,
                "kind": kind,
                "label": label,
            },
        )


def downgrade() -> None:
    conn = op.get_bind()
    names: dict[str, str] = {operation: label for label, operation in LABELS}
    rows = conn.execute(sa.text("SELECT DISTINCT kind, operation, arguments, label FROM step")).all()
    for kind, operation, arguments, label in rows:
        words = _told(names[operation], json.loads(arguments)) if operation in names else label or operation
        conn.execute(
            sa.text(
                "UPDATE step SET label = :words"
                " WHERE kind = :kind AND operation = :operation AND arguments = :arguments AND label = :label"
            ),
            {
                "words": PREFIXES.get(kind, "") + words,
                "kind": kind,
                "operation": operation,
                "arguments": arguments,
                "label": label,
            },
        )
    op.drop_column("step", "arguments")
    op.drop_column("step", "operation")


def _pattern(label: str) -> str:
    """“Add {n} note(s)” reads “Add 1 note” and “Add 1,200 notes”."""
    words = re.sub(r"\\\((\w+)\\\)", r"(?:\1)?", re.escape(label))
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[\\d,]+)", words)


def _operation(patterns: list[tuple[re.Pattern[str], str]], label: str) -> tuple[str, dict[str, int]]:
    for pattern, operation in patterns:
        if found := pattern.fullmatch(label):
            arguments = {name: int(value.replace(",", "")) for name, value in found.groupdict().items()}
            if operation == "add_notes" and not arguments:
                arguments = {"n": 1}
            return operation, arguments
    return "", {}


def _told(label: str, arguments: dict[str, int]) -> str:
    if label == "Add {n} note(s)" and arguments["n"] == 1:
        return "Add note"
    ending = "" if arguments.get("n") == 1 else r"\1"
    return re.sub(r"\((\w+)\)", ending, label).format(**{k: f"{v:,}" for k, v in arguments.items()})
