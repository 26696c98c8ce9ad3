"""The scanner for typed quantities, shown what it must find and what it must leave alone."""

import pytest

from guards.typed_numbers import typed_in_code, typed_in_markdown, typed_in_page

FOUND_IN_PROSE = [
    ("The loss fell to 0.13.", "decimal"),
    ("The loss fell to .13 after that.", "decimal"),
    ("It shrank by 3.2e-6 on the way.", "power of ten"),
    ("It shrank by 1e6 on the way.", "power of ten"),
    ("About 10^-6 is left.", "power of ten"),
    ("About 10⁻⁶ is left.", "power of ten"),
    ("About 3 × 10⁶ of it is left.", "power of ten"),
    ("It shrank by six orders of magnitude.", "power of ten"),
    ("It is right in 87% of all cases.", "percentage"),
    ("It is right in 87.5 % of all cases.", "percentage"),
    ("It is right in ninety per cent of all cases.", "percentage"),
    ("The gradient is 300 times smaller.", "n times"),
    ("The gradient is a thousand times smaller.", "n times"),
    ("That is three times the lag.", "n times"),
    ("That is 3× the lag.", "n times"),
    ("That is 2.5x the lag.", "n times"),
    ("A tenfold lag.", "n times"),
    ("It shrank by a factor of 40.", "n times"),
    ("It solved 4 of 5 seeds.", "n of m"),
    ("It solved nine out of ten seeds.", "n of m"),
    ("A code word, `x`, and then 0.5.", "decimal"),
    ("Maths $x = 1$ costs 0.5 and $y$.", "decimal"),
    ("> A quotation says 0.5.", "decimal"),
    ("- an item with 0.5 in it\n- another", "decimal"),
    ("| lag | norm |\n|---|---|\n| 10 | 0.5 |", "decimal"),
    (":::{note}\n:class: wide\nIt is 0.5.\n:::", "decimal"),
    ("```{figure} a.png\n:alt: A line that ends at 0.5\nCaption\n```", "decimal"),
    ("::::{tab-set}\n:::{tab-item} NumPy\n```python\nx = 1\n```\nIt is 0.5.\n:::\n::::", "decimal"),
    ('<details class="predict">\n<summary>Guess</summary>\n\nIt is 0.5.\n\n</details>', "decimal"),
    ("A {term}`gate` opens. It is 0.5 open.", "decimal"),
]
FREE_IN_PROSE = [
    "You have 20 minutes and three tasks, in 1997.",
    "Hidden size 32, 100 steps, seed 0.",
    "The bound is $0.69^{40}$ and $3 \\times 10^6$.",
    "A displayed one:\n\n$$\nx = 0.5\n\n+ 10^{-6}\n$$\n\nand on.",
    "```{math}\n:label: eq-x\nx = 0.5\n```",
    "Set `learning_rate=0.01`.",
    "```python\nrate = 0.01\n```",
    "::::{tab-set}\n:::{tab-item} NumPy\n```python\nx = 0.5\n```\n:::\n::::",
    "```{literalinclude} ../lstm_ref/numpy/lstm.py\n:pyobject: lstm_step\n```",
    "```{figure} a-0.5.png\n:alt: A line\n:width: 0.5\nCaption\n```",
    "The {term}`half-life` is the lag after which 50% is left.",
    "<!-- definition -->\n| bias | gate |\n|---|---|\n| 0 | 0.5 |",
    "<!-- definition -->\n\n| bias | gate |\n|---|---|\n| 0 | 0.5 |",
    "They report 0.5 on 3 of 10 tasks {cite:p}`hochreiter1997`.",
    "> They report 0.5.\n> In all of them. {cite}`hochreiter1997`",
    "See chapter 4, exercises 4.2, 4.3 and 4.5, Figure 4.1 and Table 5.7.",
    "## 4.2 Multiply the Jacobians",
    "You can multiply Jacobians ([4.2](../exercises/04-gradients.ipynb)).",
    "It needs Python 3.11 or PyTorch 2.13 or version 1.19.6.",
    '<img src="a.png" width="0.5" alt="A line">',
    "Many times, a few of them, one of two paths, one of the three gates, two of the four.",
    "A link to https://example.org/v1.0/index.html stays.",
]
FOUND_IN_CODE = [
    ('say("It is 0.5.")', "decimal"),
    ('say(f"It is 0.5 and {x:.3g}.")', "decimal"),
    ("say(f\"It is {'ten times' if a else 'much'} smaller.\")", "n times"),
    ('display(Markdown(f"{a} is 3 of 5"))', "n of m"),
    ('print("done, 87%")', "percentage"),
    ('axes.set_title("after 3 × 10⁶")', "power of ten"),
    ('axes.plot(x, y, label="0.5 of it")', "decimal"),
    ('say("a" "is 0.5")', "decimal"),
]
FREE_IN_CODE = [
    'say(f"It is {x:.3f}, {y:.0%}, {z / 0.5} and $10^{{{n}}}$.")',
    "say(f\"It is {format(x, '.3g')} now.\")",
    'say("It is %.3f now." % x)',
    'say("It is {:.3f} now.".format(x))',
    'say(f"{solved} of {seeds} seeds, {ratio:.0f} times less, {share} %.")',
    "rate = 0.01\nfit(rate=0.01)",
    'bias = "0.5"',
    'axes.plot(x, y, "C0--", alpha=0.5)',
    'say("Set `rate=0.01` and $a = 0.5$.")',
    "%matplotlib inline",
]


@pytest.mark.parametrize(("prose", "kind"), FOUND_IN_PROSE)
def test_a_quantity_typed_into_prose_is_found_once(prose, kind):
    assert [typed.kind for typed in typed_in_markdown(prose)] == [kind]


@pytest.mark.parametrize("prose", FREE_IN_PROSE)
def test_prose_without_a_measured_quantity_is_left_alone(prose):
    assert typed_in_markdown(prose) == []


@pytest.mark.parametrize(("code", "kind"), FOUND_IN_CODE)
def test_a_quantity_typed_into_a_displayed_string_is_found_once(code, kind):
    assert [typed.kind for typed in typed_in_code(code)] == [kind]


@pytest.mark.parametrize("code", FREE_IN_CODE)
def test_code_without_a_typed_result_is_left_alone(code):
    assert typed_in_code(code) == []


def test_the_line_of_each_quantity_is_given(tmp_path):
    page = tmp_path / "04-topic.md"
    lines = ["---", "file_format: mystnb", "---", "", "# Title", "", "Fine.", "It is 0.5.", ""]
    lines += ["```{code-cell}", "x = 1", 'say("It is 0.7.")', "```", "", "It is 0.9."]
    page.write_text("\n".join(lines))
    assert [(typed.line, typed.words) for typed in typed_in_page(page)] == [
        (8, "0.5"),
        (12, "0.7"),
        (15, "0.9"),
    ]


def test_captions_and_alternative_texts_are_read(tmp_path):
    page = tmp_path / "04-topic.md"
    meta = ["mystnb:", "  figure: {caption: Falls to 0.5}", "  image: {alt: Falls to 0.7}"]
    page.write_text("\n".join(["# T", "", "```{code-cell}", "---", *meta, "---", "x", "```"]))
    assert [typed.words for typed in typed_in_page(page)] == ["0.5", "0.7"]
