"""How far off a single number is, in words that do not say what it should have been."""


def how_far_off(got: float, want: float) -> str:
    """``29 % too big``, ``a factor of 40 too small``, ``its sign is wrong``; two digits, no more."""
    if got * want < 0:
        return "its sign is wrong"
    if not got or not want:
        return direction(got, want)
    ratio = got / want
    if 0.5 < ratio < 2:
        return f"{100 * abs(ratio - 1):.2g} % {direction(got, want)}"
    rounded = float(f"{max(ratio, 1 / ratio):.2g}")
    return f"a factor of {rounded:g} {direction(got, want)}"


def direction(got: float, want: float) -> str:
    if want < 0 or got < 0:
        return "too far below zero" if got < want else "too near to zero"
    return "too big" if got > want else "too small"
