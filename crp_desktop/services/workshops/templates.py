"""Plans to begin a workshop from. The wording is ours; every part can be changed afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Audience
from crp_desktop.domain.operation import Operation
from crp_desktop.services.done import Done
from crp_desktop.services.workshops.workshop import insert_prompt, insert_workshop
from crp_desktop.storage.journal import Step
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class Template:
    """A plan: `prompts` are (question, minutes), `group` the least and the most people, 0 for not said."""

    key: str
    name: str
    summary: str
    audience: Audience
    group: tuple[int, int]
    title: str
    aim: str
    activity: str
    materials: str
    prompts: tuple[tuple[str, int], ...]

    @property
    def minutes(self) -> int:
        """How long it all takes."""
        return sum(minutes for _, minutes in self.prompts)


def templates() -> tuple[Template, ...]:
    """Every plan that ships, in the order in which they are offered."""
    return (_young_people(), _eleven_and_over(), _ten_and_under(), _parents_carers(), _professionals())


def template(key: str) -> Template:
    """One plan by its key; raises KeyError."""
    return {one.key: one for one in templates()}[key]


def add_from_template(store: Store, /, key: str) -> Done[str]:
    """Adds a workshop with a template's plan; returns its id."""
    plan = template(key)
    with store.write(Operation.PLAN_FROM_TEMPLATE) as step:
        workshop_id = insert_workshop(
            step,
            title=plan.title,
            minutes=plan.minutes,
            audience=plan.audience,
            aim=plan.aim,
            activity=plan.activity,
            materials=plan.materials,
            group_least=plan.group[0],
            group_most=plan.group[1],
        )
        _add_prompts(step, workshop_id, plan.prompts)
    return Done(step.info, workshop_id)


def _add_prompts(step: Step, workshop_id: str, prompts: Sequence[tuple[str, int]]) -> None:
    for question, minutes in prompts:
        insert_prompt(step, workshop_id, question, minutes)


def _young_people() -> Template:
    return Template(
        "young_people",
        tr("Young people of mixed ages"),
        tr("A conversation about rights in daily life, warmed up in pairs."),
        Audience.YOUNG_PEOPLE,
        (6, 8),
        tr("Young people’s workshop"),
        tr("Hear how children’s rights feel in daily life here, and what should change first."),
        tr("Warm up in pairs, then talk in one circle. Stick dots on the three ideas that matter most."),
        tr("Flipchart paper, pens, dot stickers, rights cards"),
        (
            (tr("What is good about growing up here?"), 10),
            (tr("What gets in the way of feeling safe, well and listened to?"), 15),
            (tr("When did someone last change something because of what you said?"), 10),
            (tr("What should the council change first?"), 15),
        ),
    )


def _eleven_and_over() -> Template:
    return Template(
        "eleven_and_over",
        tr("Young people, 11 and over"),
        tr("Rights cards, sorted into “happens here” and “does not happen here”, then a discussion."),
        Audience.YOUNG_PEOPLE,
        (0, 8),
        tr("Workshop, 11 and over"),
        tr("Find out which rights young people think are respected and which are not."),
        tr(
            "Rights cards: sort them into “happens here”, “sometimes” and “does not happen "
            "here”, then talk about the last pile."
        ),
        tr("Rights cards, 3 sheets of flipchart paper, pens"),
        (
            (tr("Which rights are respected here? How can you tell?"), 15),
            (tr("Which are not, and who misses out?"), 15),
            (tr("Who listens, and what happens then?"), 15),
            (tr("If you had a year and some money, what would you change?"), 15),
        ),
    )


def _ten_and_under() -> Template:
    return Template(
        "ten_and_under",
        tr("Children, 10 and under"),
        tr("Children draw the places they go and say how each one feels."),
        Audience.YOUNG_PEOPLE,
        (4, 6),
        tr("Workshop, 10 and under"),
        tr("Hear from younger children what helps them feel happy and listened to."),
        tr("Draw a map of the places you go. Faces for how each one feels. Talk about the drawings."),
        tr("Large paper, crayons, face stickers"),
        (
            (tr("Draw the places you go in a week. Which do you like best?"), 15),
            (tr("Is there anywhere you would change to make it feel better?"), 10),
            (tr("Who helps you when you need something?"), 10),
            (tr("If you were in charge for a day, what would you change?"), 10),
        ),
    )


def _parents_carers() -> Template:
    return Template(
        "parents_carers",
        tr("Parents and carers"),
        tr("What families need so that their children’s rights are met."),
        Audience.PARENTS_CARERS,
        (6, 10),
        tr("Parents’ and carers’ workshop"),
        tr("Hear what helps families and where services let them down."),
        tr("Talk in threes, then together. One card for each thing that helps, one for each that does not."),
        tr("Cards in 2 colours, pens, refreshments"),
        (
            (tr("What helps your family here?"), 15),
            (tr("When did you look for help and not get it?"), 15),
            (tr("How are your children asked what they think?"), 15),
            (tr("What should change first?"), 15),
        ),
    )


def _professionals() -> Template:
    return Template(
        "professionals",
        tr("Professionals"),
        tr("How services respect children’s rights in practice, and what gets in the way."),
        Audience.PROFESSIONALS,
        (6, 12),
        tr("Professionals’ workshop"),
        tr("Look at daily practice through children’s rights and agree what to improve."),
        tr("Each person brings one case with no names or identifying details. Go through it right by right."),
        tr("Rights cards, flipchart paper, pens"),
        (
            (tr("Where do we respect children’s rights well?"), 15),
            (tr("Where do our own procedures get in the way?"), 15),
            (tr("How do children shape what we do?"), 15),
            (tr("What will each of us do differently?"), 15),
        ),
    )
