"""`lstm-ref hint`: one more each time, out of the notebook; nothing is lost when the count is."""

import re

import nbformat
import pytest

FOLDED = """

<details>
<summary>Hint 1</summary>

Look at `x`.

<details>
<summary>Hint 2</summary>

Twice.

Read again: [A section](../book/page.ipynb#sec-x)

</details>

</details>
"""


@pytest.fixture
def hinted(toy):
    path = toy / "exercises" / "09-toy.ipynb"
    notebook = nbformat.read(path, 4)
    notebook.cells[2].source += FOLDED
    nbformat.write(notebook, path)
    return toy


def test_each_call_shows_one_more(lstm_ref, hinted):
    first, second, third = (lstm_ref("hint", "9.1")[1] for _ in range(3))
    assert "Hint 1 of 2: Look at `x`." in first and "Hint 2" not in first and "lstm-ref hint 9.1" in first
    assert "Hint 2 of 2: Twice.\n\nRead again: A section\n" in second and "That is all" in second
    assert third == second
    again = lstm_ref("hint", "9.1", "--again")[1]
    assert again == first


def test_tasks_are_counted_apart(lstm_ref, hinted):
    lstm_ref("hint", "9.1")
    status, output = lstm_ref("hint", "9.2")
    assert status == 1 and "Task 9.2 has no hints." in output


def test_a_damaged_count_begins_again(lstm_ref, hinted):
    lstm_ref("hint", "9.1")
    for damaged in ("{", "[1]", '{"9.1": "two"}'):
        (hinted / "my" / "hints.json").write_text(damaged)
        assert "Hint 2" not in lstm_ref("hint", "9.1")[1]


@pytest.mark.parametrize(
    ("task", "message"),
    [
        ("9.7", "There is no task 9.7; there are: 9.1, 9.2, 9.3."),
        ("8.1", "There is no exercise 8"),
        ("nine", "Expected a task such as 4.2, got nine."),
    ],
)
def test_what_there_is_not_is_one_sentence(lstm_ref, hinted, task, message):
    status, output = lstm_ref("hint", task)
    assert status == 1 and message in output


def test_every_task_of_the_book_has_three_hints(root):
    from lstm_ref.learner.hints import hints_in, task_text
    from lstm_ref.learner.notebook import read_tasks

    for exercise in sorted((root / "exercises").glob("*.ipynb")):
        for task in read_tasks(exercise).tasks:
            hints = hints_in(task_text(exercise, task)[1])
            assert len(hints) == 3 and not re.search(r"</?(details|summary)|\]\(", " ".join(hints)), task
