"""The self-test knows right from wrong and says where to read; the paths add up what the chapters say."""

import numpy as np
import pytest

from lstm_ref.tasks.paths import WAYS, in_runs, minutes, told
from lstm_ref.tasks.self_test import QUESTIONS, grade, right_answers


def test_ten_right_answers_are_right():
    graded = grade(right_answers())
    assert graded.right == list(range(1, 11)) and not graded.missed and not graded.replies


@pytest.mark.parametrize("number", QUESTIONS)
def test_each_known_wrong_answer_gets_its_reply_and_a_refresher(number):
    for belief, reply in QUESTIONS[number].beliefs:
        graded = grade({**right_answers(), number: belief})
        assert graded.missed == [number]
        assert reply in graded.replies[0] and QUESTIONS[number].refresher in graded.replies[0]


@pytest.mark.parametrize("nonsense", ["seven", (1, (2, 3)), [[1], [1, 2]], object(), {"a": 1}])
@pytest.mark.parametrize("number", [1, 6])
def test_nonsense_is_wrong_and_breaks_nothing(number, nonsense):
    assert grade({number: nonsense}).missed == [number]


def test_the_forms_that_a_right_answer_may_have():
    assert grade({1: [5, 3], 5: np.array([7, 3]), 8: 1 / 8, 10: [0, 2, 4]}).missed == []


def test_what_is_not_given_is_not_missed():
    graded = grade({1: None})
    assert graded.unanswered == list(range(1, 11)) and graded.summary().endswith("10 not answered yet.")


def test_there_is_no_eleventh_question():
    with pytest.raises(KeyError, match="11"):
        grade({11: 1})


def test_the_right_answers_are_what_numpy_says():
    right = right_answers()
    assert right[1] == (np.zeros((5, 3)) + np.zeros(3)).shape
    assert right[2] == (np.zeros((4, 1)) * np.zeros((1, 6))).shape
    assert right[3] == np.zeros((2, 5, 3))[:, 0].shape
    assert right[4] == (np.zeros((10, 4)) @ np.zeros((7, 4)).T).shape
    assert right[5] == tuple(np.array([[1, 2], [0, 3]]) @ [5, 1])
    assert np.isclose(right[6], ((3 * 1.001 + 1) ** 2 - (3 * 0.999 + 1) ** 2) / 0.002)
    assert np.isclose(right[7], np.tanh(2e-6) / 1e-6)
    assert right[8] == 1 / 2 * 1 / 4 and right[9] == -np.log2(1 / 4 * 1 / 8)
    assert list(right[10]) == [2 * k for k in range(3)]


def test_minutes_are_read_from_the_chapters(tmp_path):
    (tmp_path / "03-c.md").write_text("*40 minutes to read · 50 minutes for the exercises*\n\n# 3. C\n")
    (tmp_path / "04-d.md").write_text("# 4. D\n")
    assert minutes(tmp_path) == {3: 90}


def test_the_folder_of_the_book_is_found():
    assert minutes()[4] > 0


def test_a_way_says_what_is_missing():
    way = WAYS[1]
    assert told(way, {2: 60, 4: 30}) == (
        "**the practitioner**: 2 chapters, about 1.5 hours with their exercises. "
        "Not written yet: 7, 8, 10 to 12. Nor is any chapter of Part IV."
    )
    assert told(way, {}) == "**the practitioner**: chapters 2, 4, 7, 8, 10 to 12."


@pytest.mark.parametrize(
    ("part_iv", "hours"), [({15: 75}, "1.2"), ({15: 540, 19: 72, 21: 600}, "1.2 to 10.0")]
)
def test_a_chapter_of_part_iv_is_counted_apart(part_iv, hours):
    core = dict.fromkeys(WAYS[1].chapters, 60)
    assert told(WAYS[1], core | part_iv) == (
        "**the practitioner**: 7 chapters, about 7.0 hours with their exercises. "
        f"A chapter of Part IV adds about {hours} hours."
    )
    assert "Part IV" not in told(WAYS[0], core | part_iv)


def test_neighbours_are_joined():
    assert in_runs([1, 4, 5, 6, 9]) == "1, 4 to 6, 9"
