"""Reads a PDF the way a screen reader does: by its structure tree, from the bytes, without the code under test."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)endobj", re.DOTALL)
_TOKEN = re.compile(
    rb"/Artifact <<[^>]*>> BDC|/(\w+) <</MCID (\d+)>> BDC|/Span <</ActualText <([0-9A-F]+)>>> BDC|EMC"
    rb"|/(T\d+) [\d.]+ Tf|<([0-9A-F]+)>|\bTJ\b"
)


@dataclass
class Node:
    """An element: its tag, what it says of itself, the text in it, and the elements below it."""

    tag: str
    alt: str = ""
    actual: str = ""
    lang: str = ""
    attributes: str = ""
    text: str = ""
    pages: set[int] = field(default_factory=set)
    kids: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, tag: str) -> list["Node"]:
        return [node for node in self.walk() if node.tag == tag]

    def said(self) -> str:
        """What is read aloud: a replacement or an alternative where there is one, else the text."""
        if self.actual or self.alt:
            return self.actual or self.alt
        return " ".join(part for part in (self.text.strip(), *(kid.said() for kid in self.kids)) if part)

    def outline(self, depth: int = 0) -> str:
        own = f"{'  ' * depth}{self.tag}: {self.actual or self.alt or self.text}".rstrip()
        return "\n".join([own, *(kid.outline(depth + 1) for kid in self.kids)])


class Pdf:
    """The objects of a PDF that was written without object streams."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.objects = {int(number): body for number, body in _OBJECT.findall(data)}
        self.catalog = next(body for body in self.objects.values() if b"/Type /Catalog" in body)
        self.pages = self._refs(self._dict(self.catalog, b"Pages"), rb"Kids \[(.*?)\]")
        self._texts = [self._marked(page) for page in self.pages]
        self.artifacts = [texts.pop(-1, "") for texts in self._texts]

    def _dict(self, body: bytes, key: bytes) -> bytes:
        found = re.search(rb"/" + key + rb" (\d+) 0 R", body)
        assert found, key
        return self.objects[int(found[1])]

    def _refs(self, body: bytes, pattern: bytes) -> list[int]:
        found = re.search(pattern, body, re.DOTALL)
        return [int(n) for n in re.findall(rb"(\d+) 0 R", found[1])] if found else []

    def stream(self, number: int) -> bytes:
        body = self.objects[number]
        content = re.search(rb"stream\n(.*)\nendstream", body, re.DOTALL)
        assert content
        return zlib.decompress(content[1]) if b"FlateDecode" in body else content[1]

    def _letters(self) -> dict[bytes, dict[str, str]]:
        fonts: dict[bytes, dict[str, str]] = {}
        for body in self.objects.values():
            for name, number in re.findall(rb"/(T\d+) (\d+) 0 R", body):
                unicode_map = re.search(rb"/ToUnicode (\d+) 0 R", self.objects[int(number)])
                assert unicode_map
                pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", self.stream(int(unicode_map[1])))
                fonts[name] = {g.decode(): bytes.fromhex(u.decode()).decode("utf-16-be") for g, u in pairs}
        return fonts

    def _marked(self, page: int) -> dict[int, str]:
        """Text by marked content id; -1 is every artifact. Raises when anything is drawn outside of both."""
        contents = re.search(rb"/Contents (\d+) 0 R", self.objects[page])
        assert contents
        fonts, font = self._letters(), b""
        found: dict[int, str] = {-1: ""}
        stack: list[int | None] = []
        actual = False
        for token in _TOKEN.finditer(self.stream(int(contents[1]))):
            if token[0].startswith(b"/Artifact"):
                stack.append(-1)
            elif token[2]:
                stack.append(int(token[2]))
                found.setdefault(int(token[2]), "")
            elif token[3]:
                found[_current(stack)] += (
                    bytes.fromhex(token[3].decode()).decode("utf-16-be").lstrip("\ufeff")
                )
                stack.append(None)
                actual = True
            elif token[0] == b"EMC":
                actual = False if stack.pop() is None else actual
            elif token[4]:
                font = token[4]
            elif token[5] and not actual:
                glyphs = token[5].decode()
                text = "".join(fonts[font][glyphs[at : at + 4]] for at in range(0, len(glyphs), 4))
                found[_current(stack)] += text
        assert not stack
        return found

    def root(self) -> Node:
        """The Document element with everything in it."""
        tree = self._dict(self.catalog, b"StructTreeRoot")
        return self._node(self._refs(tree, rb"/K \[(.*?)\]")[0])

    def _node(self, number: int) -> Node:
        body = self.objects[number]
        tag = re.search(rb"/S /(\w+)", body)
        assert tag
        node = Node(tag[1].decode(), *(_string(body, key) for key in (b"Alt", b"ActualText")))
        lang = re.search(rb"/Lang \(([^)]*)\)", body)
        node.lang = lang[1].decode() if lang else ""
        attributes = re.search(rb"/A << (.*?) >>", body)
        node.attributes = attributes[1].decode() if attributes else ""
        home = re.search(rb"/Pg (\d+) 0 R", body)
        kids = body[body.index(b"/K [") + 4 : body.rindex(b"] >>")]
        pattern = rb"<< /Type /(\w+) /Pg (\d+) 0 R /(?:MCID|Obj) (\d+)[^>]*>>|(\d+) 0 R|(\d+)"
        for kind, page, mcid, ref, own in re.findall(pattern, kids):
            if ref:
                node.kids.append(self._node(int(ref)))
            elif kind != b"OBJR":
                at = self.pages.index(int(page or (home[1] if home else 0)))
                node.text += self._texts[at][int(mcid or own)]
                node.pages.add(at + 1)
        return node


def _current(stack: list[int | None]) -> int:
    inside = [at for at in stack if at is not None]
    assert inside, "drawn neither as an element nor as an artifact"
    return inside[-1]


def _string(body: bytes, key: bytes) -> str:
    found = re.search(rb"/" + key + rb" <([0-9A-F]+)>", body)
    return bytes.fromhex(found[1].decode()).decode("utf-16-be").lstrip("\ufeff") if found else ""
