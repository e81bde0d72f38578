"""Texts that have broken reports elsewhere, and how each must read on the page."""

from __future__ import annotations

HOSTILE = (
    "Plan <insertion> validé",
    "<b>gras</b> et <i>italique</i>",
    "&amp; &lt; &eacute; &#233; &",
    '<img src="/etc/passwd" width="10"/>',
    '<img src=x onerror="alert(1)">',
    "]]> <![CDATA[x]]>",
    "<!-- commentaire -->",
    "<?xml version='1.0'?>",
    "</para></font></b>",
    "<para align=center>x",
    "<br/> <br> <BR />",
    '<a href="file:///etc/passwd">lien</a>',
    '<font name="Nope" size=900>grand</font>',
    "<seq id='x'/> <seqreset/> <index item='x'/>",
    "<onDraw name='x' label='y'/>",
    "<unichar code='0x41'/> <greek>a</greek>",
    "a < b && c > d",
    "100 % < 200 % \"guillemets\" 'apostrophes'",
    "{accolades} %(nom)s %s {0} ${x} `x` \\n \\x41",
    "[red]x[/red] [@click=app.quit]x[/]",
    "=CMD|'/C calc'!A0",
    "<script>alert('x')</script>",
    "<<<<<>>>>>&&&&&",
    "élève œuvre æ ÿ Œ Ç À É",
    "salarié·es « entre guillemets » 12 €",
    "ΑΒΓ αβγ Привет",
    "○ ◔ ◑ ● ✓ ✗ ▲ → ⚑ ∅",
    "e\u0301 combiné et o\u0302\u0323 empilé",
    "zéro\u200dwidth\u200cjoint",
    "½ ² ³ ‰ № † ‡ … — –",
    "tiret‑insécable et espace insécable",
    "שלום",
    "𝐆𝐫𝐚𝐬 mathématique",
    "famille 👩‍👩‍👧 et 🧑",
    "漢字 et 한글",
)

READS = {
    "𝐆𝐫𝐚𝐬 mathématique": "[U+1D406][U+1D42B][U+1D41A][U+1D42C] mathématique",
    "famille 👩‍👩‍👧 et 🧑": "famille [U+1F469]\u200d[U+1F469]\u200d[U+1F467] et [U+1F9D1]",
    "漢字 et 한글": "[U+6F22][U+5B57] et [U+D55C][U+AE00]",
    "שלום": "םולש",
}
"""What differs from the text: characters of no embedded font are named, and readers of PDF turn Hebrew round."""


def reads(text: str) -> str:
    """Return how `text` must read on the page."""
    return READS.get(text, text)
