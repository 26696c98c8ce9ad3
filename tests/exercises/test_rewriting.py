"""What MyST alone understands becomes Markdown that reads well in plain Jupyter."""

import re

import pytest

from notebooks.directives import rewrite
from notebooks.errors import SourceError
from notebooks.labels import index
from notebooks.page import Page

LIBRARY = '''"""A module."""


def other():
    return 0


def step(x):
    """Twice x."""
    # the line that matters
    y = 2 * x
    return y
'''
COMMANDS = r"{R: '\mathbb{R}', diag: '\operatorname{diag}', norm: ['|#1|', 1]}"
CONFIG = f"sphinx: {{config: {{mathjax3_config: {{tex: {{macros: {COMMANDS}}}}}}}}}\n"
REFERENCES = """
@article{one2000, author={Ann {van Dam}}, title={T}, journal={J}, year={2000}}
@article{two2001, author={Bo Berg and Cy Cole}, title={T}, journal={J}, year={2001}}
@article{many2002, author={Di Dunn and Ed Eze and Flo Fink}, title={T}, journal={J}, year={2002}}
"""
HERE = """# Chapter 4. Watch

(sec-here)=
## Here

$$
a = 1
$$ (eq-first)

```{math}
:label: eq-second
b = 1
```

```{figure} one.png
:name: fig-here
:alt: One
Caption
```
"""
TASK = "# Exercises for chapter 4: Watch\n\n(ex-4-2)=\n## 4.2 Double\n"
THERE = """# Chapter 8. Read

(sec-there)=
## There

```{code-cell}
---
mystnb: {figure: {name: fig-there, caption: Far}}
---
1
```
"""


@pytest.fixture
def page(course):
    course.write("lstm_ref/step.py", LIBRARY)
    course.write("book/references.bib", REFERENCES)
    course.write("_config.yml", CONFIG)
    course.write("book/appendix-glossary.md", "# Glossary\n")
    head = (course.root / "book/04-watch.md").read_text().split("(sec-products)=")[0]
    course.write("book/08-read.md", head + THERE)
    source = course.write("book/04-watch.md", head + HERE + "\n```{code-cell}\n1\n```\n")
    course.write("solutions/04-watch.md", head + TASK)
    return Page(course.root, source, source.parent, index(course.root))


ROLES = {
    "{eq}`eq-second`": "[(2)](#eq-second)",
    "{ref}`sec-here`": "[Here](#sec-here)",
    "{ref}`this place <sec-here>`": "[this place](#sec-here)",
    "{ref}`sec-there`": "[There](08-read.ipynb#sec-there)",
    "{ref}`ex-4-2`": "[4.2 Double](../exercises/04-watch.ipynb#ex-4-2)",
    "It is {numref}`fig-here`.": "It is [the figure below](#fig-here).",
    "{numref}`fig-here` shows it.": "[The figure below](#fig-here) shows it.",
    "{numref}`Fig. %s <fig-there>`": "[The figure in *Chapter 8. Read*](08-read.ipynb#fig-there)",
    "So it is. {numref}`fig-here`": "So it is. [The figure below](#fig-here)",
    "{doc}`08-read`": "[Chapter 8. Read](08-read.ipynb)",
    "{doc}`later </book/08-read>`": "[later](08-read.ipynb)",
    "{doc}`appendix-glossary`": "[Glossary](appendix-glossary.md)",
    "{doc}`../exercises/04-watch`": "[Exercises for chapter 4: Watch](../exercises/04-watch.ipynb)",
    "[there](08-read.md#there)": "[there](08-read.ipynb#there)",
    "[its words](appendix-glossary.md)": "[its words](appendix-glossary.md)",
    "{cite}`one2000`": "(van Dam, 2000)",
    "{cite:p}`one2000,two2001`": "(van Dam, 2000; Berg and Cole, 2001)",
    "{cite:t}`many2002` say": "Dunn et al. (2002) say",
    "{term}`gate` and {term}`gates <gate>`": "gate and gates",
    "two {ref}`lines\nof it <sec-here>`": "two [lines of it](#sec-here)",
    "code `{ref}` and ``{eq}`x` `` stay": "code `{ref}` and ``{eq}`x` `` stay",
    "maths $a_{ref}`x`$ stays": "maths $a_{ref}`x`$ stays",
    r"the book's commands, $\diag(h)\,\norm{x_{\norm{t}}} \in \R^H$": (
        r"the book's commands, $\operatorname{diag}(h)\,|x_{|t|}| \in \mathbb{R}^H$"
    ),
    r"code `\diag` and longer names $\diagonal$": r"code `\diag` and longer names $\diagonal$",
}


@pytest.mark.parametrize("text", ROLES)
def test_a_role_becomes(page, text):
    assert rewrite(page, text, 1) == ROLES[text]


BLOCKS = {
    "a label": ("(sec-here)=\n## Here", '<a id="sec-here"></a>\n\n## Here'),
    "a comment": ("One.\n\n% hidden\n\nTwo.", "One.\n\nTwo."),
    "a note": (":::{note}\nLook.\n\nAgain.\n:::", "> **Note**\n>\n> Look.\n>\n> Again."),
    "a note in backticks": ("```{tip}\nLook.\n```", "> **Tip**\n>\n> Look."),
    "a note on one line": (":::{warning} Look.\n:::", "> **Warning**\n>\n> Look."),
    "a titled box": (":::{admonition} A {term}`gate`\nLook.\n:::", "> **A gate**\n>\n> Look."),
    "a folded box": (
        ":::{note}\n:class: dropdown\nLook.\n:::",
        "<details>\n<summary>Note</summary>\n\nLook.\n\n</details>",
    ),
    "code in a box": (":::{note}\n```python\n(a)=\n```\n:::", "> **Note**\n>\n> ```python\n> (a)=\n> ```"),
    "maths": ("```{math}\na = 1\n```", "$$\na = 1\n$$"),
    "numbered maths": (
        "```{math}\n:label: eq-second\nb = 1\n```",
        '<a id="eq-second"></a>\n\n$$\nb = 1\n\\tag{2}\n$$',
    ),
    "numbered dollars": ("$$\na = 1\n$$ (eq-first)", '<a id="eq-first"></a>\n\n$$\na = 1\n\\tag{1}\n$$'),
    "dollars on one line": ("$$a = 1$$ (eq-first)", '<a id="eq-first"></a>\n\n$$\na = 1\n\\tag{1}\n$$'),
    "aligned maths": (
        "$$\na &= 1 \\\\\nb &= 2\n$$",
        "$$\n\\begin{aligned}\na &= 1 \\\\\nb &= 2\n\\end{aligned}\n$$",
    ),
    "maths with the book's commands": ("$$\n\\norm{x} \\in \\R\n$$", "$$\n|x| \\in \\mathbb{R}\n$$"),
    "tabs": (
        "::::{tab-set}\n:sync-group: backend\n\n:::{tab-item} NumPy\n:sync: numpy\none\n:::\n"
        ":::{tab-item} PyTorch\n:sync: torch\ntwo\n:::\n::::",
        "**NumPy**\n\none\n\n**PyTorch**\n\ntwo",
    ),
    "a figure": (
        "```{figure} one.png\n:name: fig-here\n:alt: One\n:width: 80%\nSee {ref}`sec-here`.\n```",
        '<a id="fig-here"></a>\n\n![One](one.png)\n\n**Figure.** See [Here](#sec-here).',
    ),
    "package source": (
        "```{literalinclude} ../lstm_ref/step.py\n:pyobject: step\n:start-at: y =\n:dedent: 4\n```",
        "```python\ny = 2 * x\nreturn y\n```",
    ),
    "an ordinary code block": ("```python\n:::{note}\n{ref}`x`\n```", "```python\n:::{note}\n{ref}`x`\n```"),
    "a prediction": (
        '<details class="predict">\n<summary>Why?</summary>\n\nSee {eq}`eq-first`.\n\n</details>',
        '<details class="predict">\n<summary>Why?</summary>\n\nSee [(1)](#eq-first).\n\n</details>',
    ),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_this_block_becomes(page, name):
    text, expected = BLOCKS[name]
    assert rewrite(page, text, 1) == expected


WRONG = {
    "an unknown directive": ("fine\n\n```{raw} html\n<b>\n```", 3, "directive {raw} is not one of"),
    "an unknown directive inside another": (":::{note}\nfine\n```{raw} html\n```\n:::", 3, "directive {raw}"),
    "an unknown role": ("fine\nand {glue}`x`", 2, "role {glue} is not one of"),
    "an unknown option": ("```{literalinclude} a.py\n:linenos:\n```", 1, "takes no option linenos"),
    "a missing label": ("see {ref}`sec-nowhere`", 1, "no label 'sec-nowhere'"),
    "a missing page": ("see {doc}`99-nowhere`", 1, "no page '99-nowhere'"),
    "a missing reference": ("see {cite}`nobody1900`", 1, "no entry 'nobody1900'"),
    "a missing marker": (
        "```{literalinclude} ../lstm_ref/step.py\n:pyobject: step\n:start-at: z =\n```",
        1,
        "start-at pattern not found: z =",
    ),
    "a missing object": ("```{literalinclude} ../lstm_ref/step.py\n:pyobject: go\n```", 1, "'go' not found"),
    "a missing file": ("```{literalinclude} ../lstm_ref/walk.py\n```", 1, "walk.py"),
    "an equation called a figure": ("see {numref}`eq-first`", 1, "wants a label of kind figure"),
    "a picture without alt text": ("```{figure} one.png\nCaption\n```", 1, "needs :alt:"),
    "a fence left open": ("fine\n:::{note}\nLook.", 2, "::: is not closed"),
    "maths left open": ("$$\na = 1", 1, "$$ is not closed"),
    "a code cell in a tab": (":::{note}\n```{code-cell}\n1\n```\n:::", 2, "runs only at the top level"),
    "a nameless colon fence": (":::\nfine\n:::", 1, "without a directive's name"),
    "a box without title": (":::{admonition}\nLook.\n:::", 1, "needs a title"),
    "a backtick in a title": ("```{admonition} A `gate`\nLook.\n```", 1, "needs a ::: fence"),
}


@pytest.mark.parametrize("name", WRONG)
def test_this_is_refused_with_its_line(page, name):
    text, line, message = WRONG[name]
    with pytest.raises(SourceError, match=re.escape(message)) as refused:
        rewrite(page, text, 11)
    assert (refused.value.path, refused.value.line) == (page.source, 10 + line)


def test_one_label_used_twice_is_refused(course, page):
    path = course.root / "book/08-read.md"
    path.write_text(path.read_text().replace("sec-there", "sec-here"))
    with pytest.raises(SourceError, match="label 'sec-here' is used twice"):
        index(course.root)
