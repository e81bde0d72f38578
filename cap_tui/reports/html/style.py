"""Colours and style of the page; every pair of ink and paper used is in `PAIRS`, so that contrasts can be checked."""

from __future__ import annotations

INK, MUTED, ACCENT, WARM = "#1d2a30", "#4d5c63", "#0b5563", "#a8481c"
WHITE, PALE, LINE, OPEN = "#ffffff", "#eff5f6", "#6f8087", "#7fb0ba"

PAIRS = (
    (INK, WHITE), (MUTED, WHITE), (ACCENT, WHITE), (WARM, WHITE), (WHITE, ACCENT), (INK, PALE), (ACCENT, PALE), (MUTED, PALE),
)  # fmt: skip
"""Ink and paper of every text of the page."""

SHAPES = ((ACCENT, WHITE), (WARM, WHITE), (LINE, WHITE))
"""Colours of what must be seen in a picture, and what is behind."""

STYLE = f"""
:root {{ color-scheme: light; }}
* {{ box-sizing: border-box; }}
html {{ font: 100%/1.5 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }}
body {{ margin: 0; color: {INK}; background: {WHITE}; overflow-wrap: anywhere; }}
header, nav, main, footer {{ max-width: 64rem; margin: 0 auto; padding: 0 1rem; }}
header {{ border-top: .5rem solid {ACCENT}; padding-top: 1.5rem; }}
h1, h2, h3, h4, h5, h6 {{ line-height: 1.25; margin: 1.75em 0 .5em; }}
h1 {{ font-size: 2rem; margin-top: 0; color: {ACCENT}; }}
h2 {{ font-size: 1.5rem; color: {ACCENT}; border-bottom: .125rem solid {ACCENT}; padding-bottom: .25rem; }}
h3 {{ font-size: 1.25rem; }}
h4 {{ font-size: 1.1rem; color: {ACCENT}; }}
h5, h6 {{ font-size: 1rem; }}
p, li, dd, td, th {{ white-space: pre-wrap; }}
p {{ margin: .5em 0; max-width: 46rem; }}
a {{ color: {ACCENT}; }}
a:focus-visible, [tabindex]:focus-visible {{ outline: .2rem solid {WARM}; outline-offset: .15rem; }}
.skip {{ position: absolute; left: -100rem; }}
.skip:focus {{ left: 1rem; top: .5rem; padding: .5rem 1rem; color: {WHITE}; background: {ACCENT}; }}
.lead, .quiet {{ color: {MUTED}; }}
.strong {{ font-weight: 700; }}
.notice {{ color: {INK}; background: {PALE}; border-left: .35rem solid {WARM}; padding: .5rem .75rem; }}
nav ul {{ columns: 18rem; padding-left: 1.25rem; }}
dl {{ display: grid; grid-template-columns: minmax(8rem, 14rem) minmax(0, 1fr); gap: .25rem 1rem; margin: .75em 0; }}
dl > div {{ display: contents; }}
dt {{ color: {MUTED}; }}
dd {{ margin: 0; }}
.scroll {{ overflow-x: auto; margin: 1em 0; }}
table {{ border-collapse: collapse; width: 100%; font-size: .925rem; overflow-wrap: break-word; }}
.wide {{ min-width: 48rem; }}
.middle {{ min-width: 28rem; }}
caption {{ text-align: left; font-weight: 700; padding: .25rem 0 .5rem; }}
th, td {{ text-align: left; vertical-align: top; padding: .4rem .5rem; border-bottom: .0625rem solid {LINE}; }}
thead th {{ color: {WHITE}; background: {ACCENT}; }}
tbody th[scope=row] {{ font-weight: 400; }}
tbody th[scope=rowgroup] {{ color: {ACCENT}; background: {PALE}; }}
.figure {{ text-align: right; font-variant-numeric: tabular-nums; }}
figure {{ margin: 1.5em 0; }}
figcaption {{ font-weight: 700; }}
svg {{ display: block; width: 100%; max-width: 34rem; height: auto; }}
svg text {{ font-size: 11px; fill: {INK}; }}
footer {{ color: {MUTED}; border-top: .0625rem solid {LINE}; margin-top: 3rem; padding-bottom: 2rem; }}
@media (max-width: 30rem) {{
  dl {{ display: block; }}
  dl > div {{ display: block; margin-bottom: .5rem; }}
  h1 {{ font-size: 1.6rem; }}
}}
@media print {{
  .skip, nav {{ display: none; }}
  html {{ font-size: 10pt; }}
  header, main, footer {{ max-width: none; padding: 0; }}
  h2 {{ break-before: page; }}
  h1, h2, h3, h4, h5, h6, figcaption, caption {{ break-after: avoid; }}
  tr, figure, dl > div {{ break-inside: avoid; }}
  thead {{ display: table-header-group; }}
  thead th, tbody th[scope=rowgroup] {{ color: {INK}; background: {WHITE}; }}
  .scroll {{ overflow: visible; }}
  .wide, .middle {{ min-width: 0; }}
}}
@page {{ margin: 18mm; }}
"""
"""Of the page, and of the page once printed."""
