"""What to do when a child tells of harm, and where children find help: the same words in the window and on paper.

After “Working Together to Safeguard Children” (England): immediate danger first, then the designated safeguarding lead
at once; children's services through their front door (MASH); the LADO when somebody who works with children did it.
"""

from crp_desktop.domain.i18n import tr


def steps() -> tuple[str, ...]:
    """What to do, in this order."""
    return (
        tr("If a child is in immediate danger, call 999 first."),
        tr(
            "Stay calm and listen. Do not promise to keep it secret. Only ask open questions, such as “Can you tell me "
            "what happened?” Do not investigate."
        ),
        tr(
            "Tell the child they were right to tell you. Explain what you will do next and who you need to tell."
        ),
        tr(
            "Tell your designated safeguarding lead at once. If you cannot reach them, call children’s services (MASH "
            "or front door), or the emergency duty team out of hours."
        ),
        tr(
            "If it is about someone who works with children, the LADO must be told at once too, and within 1 working "
            "day at the latest."
        ),
        tr(
            "On the council’s form, write down the child’s exact words, the time and place, who was there and what you "
            "did. Sign and date it."
        ),
        tr("Make sure the child has someone with them. Do not tell the group."),
    )


def in_short() -> str:
    """The same in a few sentences, for a screen in a session."""
    return tr(
        "If a child is in immediate danger, call 999 first. Listen and stay calm. Do not promise to keep it secret. Do "
        "not ask leading questions. Write down their exact words. Tell your designated safeguarding lead at once. If "
        "you cannot reach them, call children’s services (MASH or front door). If it is about someone who works with "
        "children, tell the LADO too."
    )


def help_for_children() -> str:
    """Where a child finds help, in words for children."""
    return tr(
        "If something is worrying you, you can talk to Childline for free, day or night. Call 0800\u00a01111 or go to "
        "childline.org.uk. If you or someone else is in danger now, call 999."
    )


def help_for_a_child() -> str:
    """The same for adults who look after a child."""
    return tr(
        "Children can talk to Childline for free, day or night: 0800\u00a01111 or childline.org.uk. In an emergency, "
        "call 999."
    )
