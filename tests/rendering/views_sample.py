"""A workshop as a council would print it, and the same with one text in every field."""

from dataclasses import replace

from crp_desktop.documents.workshop_summary.compose import SummaryOptions, WorkshopSummary
from crp_desktop.domain.kinds import BadgeKind, FindingKind
from crp_desktop.rendering.views import ArticleView, BadgeView, FindingView, QuoteView, Touched

VIEWS = ArticleView(12, "Respect for the views of the child", "III")
HEALTH = ArticleView(24, "Health and health services", "VI")
SPEECH = ArticleView(13, "Freedom of expression", "IV")
PLAY = ArticleView(31, "Leisure, play and culture", "VII")
BEST = ArticleView(3, "Best interests of the child", "III")
SAFE = ArticleView(19, "Protection from violence, abuse and neglect", "V")
COMMUNICATION = BadgeView("communication", "Communication", BadgeKind.FOUNDATIONAL)
HEALTHY = BadgeView("healthy", "Healthy", BadgeKind.THEMATIC)
WELLBEING = BadgeView("wellbeing", "Health & Wellbeing", BadgeKind.LOCAL)

HARD = {
    "markup": '<b>bold</b> & <para> "quoted" ',
    "long word": "Donaudampfschifffahrtselektrizitäten" * 8,
    "Arabic": "للأطفال الحق في أن يُسمع رأيهم (المادة 12) في المدينة. ",
}


def main(article: ArticleView) -> ArticleView:
    return replace(article, main=True)


FINDINGS = (
    FindingView(
        1,
        FindingKind.STRENGTH,
        "Young people trust the youth workers at the centre and say that somebody there always listens.",
        (main(VIEWS), PLAY),
        (replace(COMMUNICATION, main=True),),
        (QuoteView("They ask me what I think and then they actually do it.", "Young person, 14 to 16"),),
        confirmed=True,
    ),
    FindingView(
        2,
        FindingKind.CONCERN,
        "Waiting for help with mental health takes too long, and nobody says how long it will be.",
        (main(HEALTH), VIEWS, BEST),
        (HEALTHY, WELLBEING),
        (
            QuoteView("I waited nine months. By then I had stopped asking."),
            QuoteView(HARD["Arabic"], "Young person"),
        ),
        statistic_text="46% of young people say they are involved in decisions (resident survey, December 2016).",
    ),
    FindingView(3, FindingKind.CONCERN, "Some bus stops feel unsafe after dark.", (main(SAFE), PLAY)),
    FindingView(
        4,
        FindingKind.IDEA,
        "Let young people write the letters that tell other young people about services.",
        (VIEWS, main(SPEECH)),
        (COMMUNICATION,),
    ),
)

FULL = WorkshopSummary(
    council="Northmere Council",
    programme="Child Rights Partners programme",
    illustrative=True,
    number=3,
    title="Getting help when you need it",
    date="9 November 2017",
    place="Eastfield Youth Centre",
    audience="Young people, 11 to 17",
    aim="To hear how easy it is for young people to find help with their health.",
    facilitators=("Sam Okafor, participation worker", "Priya Shah, youth worker"),
    took_part=(("Aged 11 to 13", "9"), ("Aged 14 to 16", "fewer than 5"), ("Aged 17 and over", "not shown")),
    total_text="18 young people",
    prompts=(
        "When did somebody last ask what you think about your health?",
        "What makes it hard to get help?",
    ),
    findings=FINDINGS,
    articles_touched=(
        Touched(BEST, concerns=1),
        Touched(VIEWS, strengths=1, concerns=1, ideas=1),
        Touched(SPEECH, ideas=1),
        Touched(SAFE, concerns=1),
        Touched(HEALTH, concerns=1),
        Touched(PLAY, strengths=1, concerns=1),
    ),
    next_steps=("The findings go to the board on 4 December 2017.", "We meet again in March."),
    contact="Talk to any youth worker at the centre.",
    printed_at="10 November 2017",
    options=SummaryOptions(quotes=True),
)

EMPTY = WorkshopSummary(
    council="", programme="", illustrative=False, number=1, title="", date="9 November 2017"
)


def everywhere(words: str) -> WorkshopSummary:
    """A full summary with `words` in every field that a person can fill."""
    article = ArticleView(12, words, "III")
    badge = BadgeView("key", words, BadgeKind.LOCAL, main=True)
    kinds = list(FindingKind) * 2
    quoted = (QuoteView(words, words),)
    found = tuple(
        FindingView(at, kind, words * (at % 3 + 1), (main(article), article), (badge,), quoted, words, True)
        for at, kind in enumerate(kinds, 1)
    )  # fmt: skip
    return WorkshopSummary(
        council=words,
        programme=words,
        illustrative=True,
        number=3,
        title=words,
        date=words,
        place=words,
        audience=words,
        aim=words,
        facilitators=(words, words),
        took_part=((words, words), (words, "9")),
        total_text=words,
        prompts=(words, words * 3),
        findings=found,
        articles_touched=tuple(
            Touched(ArticleView(n, words, "V"), n % 5, n % 3, n % 4) for n in range(1, 43)
        ),
        next_steps=(words, words),
        contact=words,
        printed_at=words,
        options=SummaryOptions(quotes=True),
    )
