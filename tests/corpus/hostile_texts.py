r"""Texts that someone may type, paste, put in a file or name a file with, to drive a terminal, a program or a reader.

Each is written with escapes, so that this file itself is harmless to whoever looks at it.
"""

from __future__ import annotations

import unicodedata

TERMINAL = {
    "clears the screen": "\x1b[2J\x1b[H",
    "writes the clipboard": "\x1b]52;c;cm0gLXJmIH4=\x07",
    "writes the clipboard, 8 bits": "\x9d52;c;cm0gLXJmIH4=\x9c",
    "names the window": "\x1b]0;vérifié\x07",
    "asks the terminal to answer": '\x1b[6n\x1b[c\x1bP$q"p\x1b\\',
    "links elsewhere": "\x1b]8;;https://example.org\x1b\\ici\x1b]8;;\x1b\\",
    "hides what follows": "\x1b[8mcaché\x1b[0m",
    "8-bit control": "\x9b31mrouge",
    "goes back over the line": "Refusé\r\x1b[KAccepté",
    "backspaces": "mauvais\b\b\b\b\b\b\bbon",
    "bell and end of text": "\x07\x03\x04",
    "bracketed paste ended": "\x1b[201~rm -rf ~\n",
    "NUL": "avant\x00après",
    "delete": "a\x7fb",
    "alternate character set": "\x0elqqk\x0f",
}
"""What a terminal obeys."""

READER = {
    "right to left override": "plan\u202efdp.exe",
    "isolates": "\u2066caché\u2069 \u2067x\u2069",
    "marks of direction": "\u200ea\u200fb\u061cc",
    "zero width": "a\u200bd\u2060m\ufeffin",
    "soft hyphens": "ad\u00admin",
    "tags": "ok\U000e0041\U000e0042",
    "storm of accents": "Z" + "\u0300\u0301\u0302\u0303\u0304\u0305" * 40,
    "storm of enclosures": "o" + "\u20dd" * 60,
    "half of a pair": "avant\ud800après",
    "private use": "\ue000\uf8ff\U000f0000",
    "not a character": "\ufffe\uffff",
    "line separators": "un\u2028deux\u2029trois\x85quatre",
    "interlinear": "\ufff9a\ufffab\ufffb",
    "variation": "\u2714\ufe0f\ufe0e",
    "right to left name": "شركة الإدماج",
    "Hebrew name": "עמותת השילוב",
    "joiners": "\u200d\u200c\u200d",
    "figures of elsewhere": "١٢٣ ۴۵۶",
}
"""What hides, turns round or covers what a person reads; some of it is what people write in other languages."""

PROGRAMS = {
    "markup": "[/]",
    "markup that runs": "[@click=app.quit]x[/]",
    "markup that links": "[link=file:///etc/passwd]y[/link]",
    "markup of colour": "[red]rouge[/red] $primary",
    "placeholders": "{0} {x.__class__} %s %(x)s ${HOME}",
    "formula": '=HYPERLINK("https://example.org";"ici")',
    "command of a spreadsheet": "=CMD|'/C calc'!A0",
    "formula, another beginning": "+1+1",
    "formula, a name": "@SUM(A1:A9)",
    "formula behind a space": " \t-2+3",
    "formula, wide": "\uff1d1+1",
    "HTML that runs": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "HTML attribute": '" onmouseover="alert(1)',
    "paragraph that reads a file": '<img src="/etc/passwd"/>',
    "entity": "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "comment": "<!-- --><![CDATA[x]]>",
    "Markdown": "# titre\n[x](javascript:alert(1)) ![](http://example.org/x)",
    "calendar line": "fin\r\nEND:VEVENT\r\nBEGIN:VALARM",
    "CSV line": 'a";"b\r\n"c',
    "YAML": "&a [*a, !!python/object/apply:os.system ['id']]",
    "SQL": "'); DROP TABLE entry; --",
    "shell": "$(touch x) `touch x`; touch x & | > x",
    "option": "--yes",
    "path upwards": "../../../../etc/passwd",
    "path upwards, Windows": "..\\..\\Windows\\system.ini",
    "device of Windows": "CON",
    "path with a stream": "plan.pdf:evil",
    "hidden file": ".bashrc",
}
"""What a program would run or follow if it took a text for something else."""

LENGTHS = {
    "five thousand": "é" * 5_000,
    "one word": "a" * 1_200,
    "many lines": "ligne\n" * 400,
    "spaces": " " * 900,
    "empty": "",
}
"""What overflows."""

ALL = {**TERMINAL, **READER, **PROGRAMS, **LENGTHS}

_WRITTEN = frozenset("\n\u200c\u200d")
"""What is let through though it is of the banned categories: line ends, and the joiners that several scripts need."""


def obeyed(text: str) -> list[str]:
    """Return the characters of a text that a terminal obeys or that turn a text round, by their code; none is right.

    Unicode 15, general categories Cc (controls), Cf (formats, the marks of direction among them) and Cs (halves of pairs).
    """
    return sorted(
        {
            f"U+{ord(one):04X}"
            for one in text
            if unicodedata.category(one) in ("Cc", "Cf", "Cs") and one not in _WRITTEN
        }
    )
