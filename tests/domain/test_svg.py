"""An SVG is a logo only when nothing in it runs, refers outside of it or swells."""

import pytest

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.svg import check_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
LAUGHS = "".join(
    f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" if n else '<g id="a0"><path d="M0 0h9"/></g>'
    for n in range(9)
)
HOSTILE = {
    "entities": '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + HEAD + "<text>&b;</text></svg>",
    "outer entity": '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + HEAD + "<text>&x;</text></svg>",
    "script": HEAD + "<script>alert(1)</script></svg>",
    "handler": HEAD + '<path d="M0 0" onload="alert(1)"/></svg>',
    "picture": HEAD + '<image href="http://example.invalid/a.png"/></svg>',
    "foreign": HEAD + "<foreignObject><p>Hello</p></foreignObject></svg>",
    "filter": HEAD + '<filter id="f"><feGaussianBlur stdDeviation="99999"/></filter></svg>',
    "moving": HEAD + '<animate attributeName="x" from="0" to="9"/></svg>',
    "link": HEAD + '<use xlink:href="other.svg#a"/></svg>',
    "fetched style": HEAD + "<style>@im<!-- -->port url(http://example.invalid/a.css);</style></svg>",
    "fetched fill": HEAD + "<path d='M0 0' style='fill:u&#114;l( \"http://example.invalid/a\")'/></svg>",
    "repeats": HEAD + LAUGHS + "</svg>",
    "itself": HEAD + '<g id="a"><use href="#a"/></g></svg>',
    "depth": HEAD + "<g>" * 500 + "</g>" * 500 + "</svg>",
    "count": HEAD + "<path/>" * 20_001 + "</svg>",
    "torn": HEAD + "<g><path",
    "other xml": "<html><body/></html>",
    "no xml": "GIF89a",
    "empty": "",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_plain_drawing_is_refused_in_plain_words(name: str) -> None:
    with pytest.raises(InputProblem) as problem:
        check_svg(HOSTILE[name].encode())
    assert problem.value.safe == "The logo was not changed."
    assert problem.value.todo


def test_a_plain_drawing_as_drawing_programs_save_it_passes() -> None:
    inkscape = (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        + HEAD.replace(
            "viewBox", 'xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:version="1.3" viewBox'
        )
        + "<title>Logo \\ of Northmere (onset)</title><style>.a { fill: url(#g); }</style>"
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#00573D"/></linearGradient>'
        '<g id="leaf"><path class="a" d="M0 0h9"/></g></defs><i:view zoom="1"/>'
        '<use xlink:href="#leaf"/><use href="#leaf" x="3"/></svg>'
    )
    check_svg(inkscape.encode())
