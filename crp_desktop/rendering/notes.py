"""Standing explanations that more than one document prints."""

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.suppression import THRESHOLD
from crp_desktop.rendering.content import Paragraph
from crp_desktop.rendering.text import Role, Run


def convention_words() -> str:
    """What the Convention is, in a paragraph that anybody can read."""
    return tr(
        "The United Nations Convention on the Rights of the Child is an international "
        "agreement. Almost every country has signed up to it, including the UK. It has 54 "
        "articles. They say what every child under 18 needs to be safe, well, heard and "
        "treated fairly, and what governments must do about it. All the rights matter equally, "
        "and no child has to earn them."
    )


def numbers_words(threshold: int = THRESHOLD) -> str:
    """How small numbers are protected."""
    return tr(
        "A small number can show who someone is. So any count from 1 to {most} is shown as "
        "“fewer than {threshold}”. Where a total would reveal it, another number is hidden "
        "too. A hidden number does not mean none.",
        most=threshold - 1,
        threshold=threshold,
    )


def main_mapping_words() -> str:
    """What chips, a filled number and “Checked” mean."""
    return tr(
        "The coloured labels show which articles and badges each finding is about. A filled "
        "number marks the main article. “Checked” means we read the finding back to the group "
        "and they agreed with it."
    )


def main_mapping_said() -> str:
    """The same for those who listen, and for formats that show no colours: there the words say which one is main."""
    return tr(
        "The articles and badges below each finding show what it is about. The most important "
        "one is marked “main”."
    )


def about_convention() -> Paragraph:
    """The paragraph on the Convention in small print, named by its first words."""
    lead = Run(tr("About the Convention."), strong=True)
    return Paragraph([lead, f" {convention_words()}"], Role.SMALL)


def about_numbers(threshold: int = THRESHOLD) -> Paragraph:
    """The paragraph on small numbers in small print, named by its first words."""
    lead = Run(tr("Why some numbers are hidden."), strong=True)
    return Paragraph([lead, f" {numbers_words(threshold)}"], Role.SMALL)
