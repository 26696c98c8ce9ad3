"""How far off a single number is, in words that do not say what it should have been."""

FAR = 100  # from here on the factor itself would be the answer to a question about orders of magnitude


def how_far_off(got: float, want: float) -> str:
    """``29 % too big``, ``a factor of 40 too small``, ``more than 100 times too big``, or the sign."""
    if got * want < 0:
        return "its sign is wrong"
    if not got or not want:
        return direction(got, want)
    ratio = got / want
    if 0.5 < ratio < 2:
        return f"{100 * abs(ratio - 1):.2g} % {direction(got, want)}"
    factor = float(f"{max(ratio, 1 / ratio):.2g}")
    if factor > FAR:
        return f"more than {FAR} times {direction(got, want)}"
    return f"a factor of {factor:g} {direction(got, want)}"


def direction(got: float, want: float) -> str:
    if want < 0 or got < 0:
        return "too far below zero" if got < want else "too near to zero"
    return "too big" if got > want else "too small"
