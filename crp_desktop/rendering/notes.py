"""Standing explanations that more than one document prints."""

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.suppression import THRESHOLD
from crp_desktop.rendering.content import Paragraph
from crp_desktop.rendering.text import Role, Run


def convention_words() -> str:
    """What the Convention is, in a paragraph that anybody can read."""
    return tr(
        "The United Nations Convention on the Rights of the Child is a promise that almost every country in the world, "
        "the United Kingdom among them, has made to children. It says in 54 articles what every person under 18 needs "
        "to be safe, well, heard and treated fairly, and that adults and governments must work together to make it "
        "real. The rights belong together: none is more important than another, and no child has to earn them."
    )


def numbers_words(threshold: int = THRESHOLD) -> str:
    """How small numbers are protected."""
    return tr(
        "A small number can point at one person. Counts from 1 to {most} are therefore shown as “fewer than "
        "{threshold}”, and where a total would give such a number away, another one is not shown either. A number that "
        "is not shown is not a zero.",
        most=threshold - 1,
        threshold=threshold,
    )


def main_mapping_words() -> str:
    """What chips, a filled number and “Checked” mean."""
    return tr(
        "The coloured chips name the articles of the Convention and the badges that a finding touches; a filled number "
        "marks the main article. “Checked” says that the finding was read back to the group and kept."
    )


def main_mapping_said() -> str:
    """The same for those who listen, and for formats that show no colours: there the words say which one is main."""
    return tr(
        "Under each finding stand the articles of the Convention and the badges of the programme that it touches. The "
        "one that it is mainly about is called the main one."
    )


def about_convention() -> Paragraph:
    """The paragraph on the Convention in small print, named by its first words."""
    lead = Run(tr("About the Convention."), strong=True)
    return Paragraph([lead, f" {convention_words()}"], Role.SMALL)


def about_numbers(threshold: int = THRESHOLD) -> Paragraph:
    """The paragraph on small numbers in small print, named by its first words."""
    lead = Run(tr("How we protect small numbers."), strong=True)
    return Paragraph([lead, f" {numbers_words(threshold)}"], Role.SMALL)
