"""What a step of the journal did: an operation with its numbers. The words for it are made when it is read."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from crp_desktop.domain.i18n import tr

Arguments = Mapping[str, int]


class Operation(StrEnum):
    """The name of what a person did, as the journal keeps it for ever: never rename a value."""

    # Programme

    ADD_CONTACT = "add_contact"
    ADD_LOCAL_OUTCOME = "add_local_outcome"
    ADD_PERSON = "add_person"
    CHANGE_CONTACT = "change_contact"
    CHANGE_PROGRAMME = "change_programme"
    CHANGE_ROLE = "change_role"
    CHOOSE_BADGES = "choose_badges"
    CHOOSE_COLOUR = "choose_colour"
    CHOOSE_LOGO = "choose_logo"
    DELETE_CONTACT = "delete_contact"
    DESCRIBE_LOGO = "describe_logo"
    ERASE_DOCUMENT = "erase_document"
    NEW_PROGRAMME = "new_programme"
    REMOVE_LOGO = "remove_logo"
    SET_UP_SAMPLE = "set_up_sample"

    # Workshops

    ADD_NOTES = "add_notes"
    ADD_PROMPT = "add_prompt"
    ADD_SPEAKER = "add_speaker"
    ADD_VOTES = "add_votes"
    ADD_WORKSHOP = "add_workshop"
    CHANGE_GROUP_SIZE = "change_group_size"
    CHANGE_NOTE = "change_note"
    CHANGE_NOTES = "change_notes"
    CHANGE_PROMPT = "change_prompt"
    CHANGE_SPEAKER = "change_speaker"
    CHANGE_WORKSHOP = "change_workshop"
    CONFIRM_WITH_GROUP = "confirm_with_group"
    COPY_WORKSHOP = "copy_workshop"
    CORRECT_WITH_GROUP = "correct_with_group"
    COUNT_ANSWERS = "count_answers"
    COUNT_PEOPLE = "count_people"
    DELETE_NOTES = "delete_notes"
    DELETE_PROMPT = "delete_prompt"
    DELETE_WORKSHOP = "delete_workshop"
    END_SESSION = "end_session"
    IMPORT_NOTES = "import_notes"
    JOIN_NOTES = "join_notes"
    MOVE_NOTE = "move_note"
    MOVE_NOTES = "move_notes"
    MOVE_PROMPT = "move_prompt"
    PARK_NOTES = "park_notes"
    PLAN_FROM_TEMPLATE = "plan_from_template"
    PUT_PSEUDONYMS = "put_pseudonyms"
    RESUME_SESSION = "resume_session"
    SPLIT_NOTE = "split_note"
    START_SESSION = "start_session"
    STAR_NOTES = "star_notes"
    STOP_TAKING_PART = "stop_taking_part"
    STRIKE_WITH_GROUP = "strike_with_group"
    TAKE_BACK_READ_BACK = "take_back_read_back"
    TAKE_PART_AGAIN = "take_part_again"
    TYPE_UP_WORKSHOP = "type_up_workshop"
    UNSTAR_NOTES = "unstar_notes"
    WITHDRAW_NOTES = "withdraw_notes"

    # Findings and mapping

    ADD_EXCERPTS = "add_excerpts"
    ADD_FINDING = "add_finding"
    CHANGE_DIRECTION = "change_direction"
    CHANGE_DIRECTIONS = "change_directions"
    CHANGE_FINDING = "change_finding"
    CHANGE_MAIN_MAPPING = "change_main_mapping"
    CHANGE_MAPPING = "change_mapping"
    CHANGE_STATISTIC = "change_statistic"
    DELETE_FINDINGS = "delete_findings"
    DISMISS_SUGGESTION = "dismiss_suggestion"
    FORGET_LEARNING = "forget_learning"
    IMPORT_FINDINGS = "import_findings"
    KEEP_DIRECTIONS = "keep_directions"
    MAP_TO_ARTICLE = "map_to_article"
    MAP_TO_BADGE = "map_to_badge"
    MERGE_FINDINGS = "merge_findings"
    PLACE_EXCERPT = "place_excerpt"
    REMOVE_EXCERPT = "remove_excerpt"
    REMOVE_EXCERPTS = "remove_excerpts"
    REMOVE_MAPPING = "remove_mapping"
    RESTORE_SUGGESTIONS = "restore_suggestions"
    SPLIT_FINDING = "split_finding"
    WRITE_FINDINGS = "write_findings"

    # Self-assessment

    ADD_INDICATOR = "add_indicator"
    ADD_PERIOD = "add_period"
    ADOPT_RUBRIC = "adopt_rubric"
    ANSWER_BOARD = "answer_board"
    ANSWER_CONTRADICTION = "answer_contradiction"
    ASSESS_BADGES = "assess_badges"
    ATTACH_DOCUMENT = "attach_document"
    ATTACH_EVIDENCE = "attach_evidence"
    BEGIN_ASSESSMENT = "begin_assessment"
    BEGIN_CORRECTION = "begin_correction"
    CARRY_TO_RUBRIC = "carry_to_rubric"
    CHANGE_EVIDENCE = "change_evidence"
    CHANGE_INDICATOR = "change_indicator"
    CHANGE_PERIOD = "change_period"
    DECLARE_INTERESTS = "declare_interests"
    DELETE_INDICATOR = "delete_indicator"
    DELETE_PERIOD = "delete_period"
    DETACH_EVIDENCE = "detach_evidence"
    FINISH_ASSESSMENT = "finish_assessment"
    GIVE_LEVEL = "give_level"
    GIVE_REASON = "give_reason"
    MODERATE_STATEMENT = "moderate_statement"
    RECORD_BOARD_COMMENT = "record_board_comment"
    RECORD_YOUNG_ANSWERS = "record_young_answers"
    REMOVE_SECOND_SCORING = "remove_second_scoring"
    REOPEN_ASSESSMENT = "reopen_assessment"
    SIGN_OFF = "sign_off"
    STATE_CONFIDENCE = "state_confidence"
    TAKE_LEVEL_BACK = "take_level_back"
    TAKE_OVER_SECOND_SCORING = "take_over_second_scoring"
    TAKE_RUBRIC = "take_rubric"


_LABELS: dict[Operation, Callable[..., str]] = {
    Operation.ADD_CONTACT: lambda: tr("Add contact"),
    Operation.ADD_LOCAL_OUTCOME: lambda: tr("Add your own outcome"),
    Operation.ADD_PERSON: lambda: tr("Add a person"),
    Operation.CHANGE_CONTACT: lambda: tr("Change contact"),
    Operation.CHANGE_PROGRAMME: lambda: tr("Change the programme’s details"),
    Operation.CHANGE_ROLE: lambda: tr("Change a person’s role"),
    Operation.CHOOSE_BADGES: lambda: tr("Choose badges"),
    Operation.CHOOSE_COLOUR: lambda: tr("Choose the colour"),
    Operation.CHOOSE_LOGO: lambda: tr("Choose the logo"),
    Operation.DELETE_CONTACT: lambda: tr("Delete contact"),
    Operation.DESCRIBE_LOGO: lambda: tr("Say what the logo shows"),
    Operation.ERASE_DOCUMENT: lambda: tr("Erase a document"),
    Operation.NEW_PROGRAMME: lambda: tr("New programme"),
    Operation.REMOVE_LOGO: lambda: tr("Remove the logo"),
    Operation.SET_UP_SAMPLE: lambda: tr("Set up the programme"),
    Operation.ADD_NOTES: lambda n: tr("Add note") if n == 1 else tr("Add {n} note(s)", n=n),
    Operation.ADD_PROMPT: lambda: tr("Add prompt"),
    Operation.ADD_SPEAKER: lambda: tr("Add speaker"),
    Operation.ADD_VOTES: lambda n: tr("Add {n} vote(s)", n=n),
    Operation.ADD_WORKSHOP: lambda: tr("Add workshop"),
    Operation.CHANGE_GROUP_SIZE: lambda: tr("Change size of group"),
    Operation.CHANGE_NOTE: lambda: tr("Change note"),
    Operation.CHANGE_NOTES: lambda n: tr("Change {n} note(s)", n=n),
    Operation.CHANGE_PROMPT: lambda: tr("Change prompt"),
    Operation.CHANGE_SPEAKER: lambda: tr("Change speaker"),
    Operation.CHANGE_WORKSHOP: lambda: tr("Change workshop details"),
    Operation.CONFIRM_WITH_GROUP: lambda: tr("Confirm with the group"),
    Operation.COPY_WORKSHOP: lambda: tr("Copy workshop plan"),
    Operation.CORRECT_WITH_GROUP: lambda: tr("Correct with the group"),
    Operation.COUNT_ANSWERS: lambda: tr("Count answers"),
    Operation.COUNT_PEOPLE: lambda: tr("Count people"),
    Operation.DELETE_NOTES: lambda n: tr("Delete {n} note(s)", n=n),
    Operation.DELETE_PROMPT: lambda: tr("Delete prompt"),
    Operation.DELETE_WORKSHOP: lambda: tr("Delete workshop"),
    Operation.END_SESSION: lambda: tr("End session"),
    Operation.IMPORT_NOTES: lambda n: tr("Import {n} note(s)", n=n),
    Operation.JOIN_NOTES: lambda: tr("Join notes"),
    Operation.MOVE_NOTE: lambda: tr("Move note"),
    Operation.MOVE_NOTES: lambda n: tr("Move {n} note(s)", n=n),
    Operation.MOVE_PROMPT: lambda: tr("Move prompt"),
    Operation.PARK_NOTES: lambda n: tr("Park {n} note(s)", n=n),
    Operation.PLAN_FROM_TEMPLATE: lambda: tr("Plan from template"),
    Operation.PUT_PSEUDONYMS: lambda n: tr("Replace {n} name(s)", n=n),
    Operation.RESUME_SESSION: lambda: tr("Resume session"),
    Operation.SPLIT_NOTE: lambda: tr("Split note"),
    Operation.START_SESSION: lambda: tr("Start session"),
    Operation.STAR_NOTES: lambda n: tr("Star {n} note(s)", n=n),
    Operation.STOP_TAKING_PART: lambda: tr("Stop taking part"),
    Operation.STRIKE_WITH_GROUP: lambda: tr("Cross out with the group"),
    Operation.TAKE_BACK_READ_BACK: lambda: tr("Clear the read-back"),
    Operation.TAKE_PART_AGAIN: lambda: tr("Take part again"),
    Operation.TYPE_UP_WORKSHOP: lambda: tr("Type up a workshop"),
    Operation.UNSTAR_NOTES: lambda n: tr("Unstar {n} note(s)", n=n),
    Operation.WITHDRAW_NOTES: lambda n: tr("Withdraw {n} note(s)", n=n),
    Operation.ADD_EXCERPTS: lambda n: tr("Add {n} excerpt(s)", n=n),
    Operation.ADD_FINDING: lambda: tr("Add finding"),
    Operation.CHANGE_DIRECTION: lambda: tr("Change direction"),
    Operation.CHANGE_DIRECTIONS: lambda n: tr("Change {n} direction(s)", n=n),
    Operation.CHANGE_FINDING: lambda: tr("Change finding"),
    Operation.CHANGE_MAIN_MAPPING: lambda: tr("Change main mapping"),
    Operation.CHANGE_MAPPING: lambda: tr("Change mapping"),
    Operation.CHANGE_STATISTIC: lambda: tr("Change figure"),
    Operation.DELETE_FINDINGS: lambda n: tr("Delete {n} finding(s)", n=n),
    Operation.DISMISS_SUGGESTION: lambda: tr("Dismiss suggestion"),
    Operation.FORGET_LEARNING: lambda: tr("Forget what the suggestions learnt"),
    Operation.IMPORT_FINDINGS: lambda n: tr("Import {n} finding(s)", n=n),
    Operation.KEEP_DIRECTIONS: lambda n: tr("Keep {n} direction(s)", n=n),
    Operation.MAP_TO_ARTICLE: lambda number: tr("Map to Article {number}", number=number),
    Operation.MAP_TO_BADGE: lambda: tr("Map to a badge"),
    Operation.MERGE_FINDINGS: lambda n: tr("Merge {n} finding(s)", n=n),
    Operation.PLACE_EXCERPT: lambda: tr("Place excerpt"),
    Operation.REMOVE_EXCERPT: lambda: tr("Remove excerpt"),
    Operation.REMOVE_EXCERPTS: lambda n: tr("Remove {n} excerpt(s)", n=n),
    Operation.REMOVE_MAPPING: lambda: tr("Remove mapping"),
    Operation.RESTORE_SUGGESTIONS: lambda: tr("Offer dismissed suggestions again"),
    Operation.SPLIT_FINDING: lambda: tr("Split finding"),
    Operation.WRITE_FINDINGS: lambda: tr("Write findings"),
    Operation.ADD_INDICATOR: lambda: tr("Add indicator"),
    Operation.ADD_PERIOD: lambda: tr("Add period"),
    Operation.ADOPT_RUBRIC: lambda: tr("Adopt the rubric"),
    Operation.ANSWER_BOARD: lambda: tr("Answer the board"),
    Operation.ANSWER_CONTRADICTION: lambda: tr("Answer a contradiction"),
    Operation.ASSESS_BADGES: lambda: tr("Assess badges"),
    Operation.ATTACH_DOCUMENT: lambda: tr("Attach a document"),
    Operation.ATTACH_EVIDENCE: lambda: tr("Attach evidence"),
    Operation.BEGIN_ASSESSMENT: lambda: tr("Begin assessment"),
    Operation.BEGIN_CORRECTION: lambda: tr("Begin a correction"),
    Operation.CARRY_TO_RUBRIC: lambda: tr("Use new rubric"),
    Operation.CHANGE_EVIDENCE: lambda: tr("Change evidence"),
    Operation.CHANGE_INDICATOR: lambda: tr("Change indicator"),
    Operation.CHANGE_PERIOD: lambda: tr("Change period"),
    Operation.DECLARE_INTERESTS: lambda: tr("Declare interests"),
    Operation.DELETE_INDICATOR: lambda: tr("Delete indicator"),
    Operation.DELETE_PERIOD: lambda: tr("Delete period"),
    Operation.DETACH_EVIDENCE: lambda: tr("Remove evidence"),
    Operation.FINISH_ASSESSMENT: lambda: tr("Finish assessment"),
    Operation.GIVE_LEVEL: lambda level: tr("Choose level {level}", level=level),
    Operation.GIVE_REASON: lambda: tr("Write a reason"),
    Operation.MODERATE_STATEMENT: lambda: tr("Moderate a statement"),
    Operation.RECORD_BOARD_COMMENT: lambda: tr("Add board comment"),
    Operation.RECORD_YOUNG_ANSWERS: lambda: tr("Young people’s answers"),
    Operation.REMOVE_SECOND_SCORING: lambda: tr("Remove the second scoring"),
    Operation.REOPEN_ASSESSMENT: lambda: tr("Continue an assessment"),
    Operation.SIGN_OFF: lambda: tr("Sign off"),
    Operation.STATE_CONFIDENCE: lambda: tr("Record the scorer’s confidence"),
    Operation.TAKE_LEVEL_BACK: lambda: tr("Clear a level"),
    Operation.TAKE_OVER_SECOND_SCORING: lambda: tr("Take over the second scoring"),
    Operation.TAKE_RUBRIC: lambda: tr("Use a new rubric"),
}

COUNTED: dict[Operation, str] = {
    Operation.ADD_NOTES: "note",
    Operation.CHANGE_NOTES: "note",
    Operation.DELETE_NOTES: "note",
    Operation.IMPORT_NOTES: "note",
    Operation.MOVE_NOTES: "note",
    Operation.PARK_NOTES: "note",
    Operation.STAR_NOTES: "note",
    Operation.UNSTAR_NOTES: "note",
    Operation.WITHDRAW_NOTES: "note",
    Operation.ADD_EXCERPTS: "excerpt",
    Operation.DELETE_FINDINGS: "finding",
    Operation.IMPORT_FINDINGS: "finding",
    Operation.MERGE_FINDINGS: "finding",
    Operation.REMOVE_EXCERPTS: "excerpt",
}
"""Operations whose `n` counts rows of one table; it follows when some of those rows are erased."""


def operation_label(operation: str, arguments: Arguments) -> str:
    """What a person is told an operation did; one that this program does not know is “A change”."""
    try:
        return _LABELS[Operation(operation)](**arguments)
    except (ValueError, TypeError):
        return tr("A change")
