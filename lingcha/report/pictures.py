"""Inline pictures. Marks say the same as colours; text stays text and can be searched and printed."""

from markupsafe import Markup, escape

_FILL = {"ontime": "#e7f3ec", "late": "#f8f1dc", "missing": "#fbe9e7", "none": "#f4f6f8"}
_INK = {"ontime": "#17693f", "late": "#6a5410", "missing": "#a3261d", "none": "#55616e"}
_MARK = {"ontime": "✓", "late": "迟", "missing": "✗", "none": "·"}


def split_bar(accepted: int, quarantined: int, most: int) -> Markup:
    """Accepted and quarantined rows on the scale of the largest unit; few quarantined rows stay visible."""
    most = max(most, 1)
    bad = max(100 * quarantined / most, 1.2) if quarantined else 0.0
    good = min(100 * accepted / most, 100 - bad)
    return Markup(
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{label}">'
        '<rect width="100" height="10" fill="#eef1f4"/><rect width="{good:.2f}" height="10" fill="#3f7cac"/>'
        '<rect x="{good:.2f}" width="{bad:.2f}" height="10" fill="#c0392b"/></svg>'
    ).format(label=f"入库 {accepted} 行，隔离 {quarantined} 行", good=good, bad=bad)


def heat_map(forms: list[str], units: list[str], states: dict[tuple[str, str], str]) -> Markup:
    """Forms down, units across, so that it fits a phone.

    states: by (form, unit): ontime, late, missing, or none when nothing was due.
    """
    left, cell, high, top = 46, 50, 24, 24
    parts = []
    for column, unit in enumerate(units):
        parts.append(_text(left + cell * (column + 0.5), 15, unit, "#17212b", 13))
    for line, form in enumerate(forms):
        y = top + high * line
        parts.append(_text(left - 10, y + 17, form, "#55616e", 12.5, "end"))
        for column, unit in enumerate(units):
            state = states.get((form, unit), "none")
            x = left + cell * column
            parts.append(
                Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}"/>').format(
                    x + 1, y + 1, cell - 2, high - 2, _FILL[state]
                )
            )
            parts.append(_text(x + cell / 2, y + 17, _MARK[state], _INK[state], 13.5))
    box = f"0 0 {left + cell * len(units)} {top + high * len(forms) + 2}"
    return Markup(
        '<svg class="heat" viewBox="{}" role="img" aria-label="各单位各表报送情况">{}</svg>'
    ).format(box, Markup("").join(parts))


def _text(x: float, y: float, text: str, ink: str, size: float, anchor: str = "middle") -> Markup:
    return Markup('<text x="{}" y="{}" text-anchor="{}" font-size="{}" fill="{}">{}</text>').format(
        x, y, anchor, size, ink, escape(text)
    )
