"""`lstm-ref reset`: one fresh stub, everything else as it was, and the old notebook kept."""

import nbformat


def sources(path):
    return [cell.source for cell in nbformat.read(path, 4).cells]


def test_one_task_is_fresh_and_the_rest_stays(lstm_ref, toy, answers):
    def remark(notebook):
        notebook.cells.insert(9, nbformat.v4.new_markdown_cell("a remark of mine"))
        notebook.cells.insert(3, nbformat.v4.new_code_cell("mine = 1"))

    mine = answers(remark)
    before, old = sources(mine), mine.read_bytes()
    status, output = lstm_ref("reset", "9.2")
    assert status == 0 and "9.2" in output
    fresh, now = sources(toy / "exercises" / "09-toy.ipynb"), sources(mine)
    assert now == before[:6] + fresh[5:8] + before[9:]
    kept = list((toy / "my" / "kept").glob("09-toy-*.ipynb"))
    assert [path.read_bytes() for path in kept] == [old] and kept[0].name in output
    assert "reload it there before you save" in output


def test_every_reset_keeps_a_copy_of_its_own(lstm_ref, toy, answers):
    answers()
    for _ in range(3):
        assert lstm_ref("reset", "9.1")[0] == 0
    assert len(list((toy / "my" / "kept").iterdir())) == 3


def test_what_cannot_be_reset_changes_nothing(lstm_ref, toy, answers):
    assert "lstm-ref start 9 makes one" in lstm_ref("reset", "9.1")[1]
    mine = answers(lambda notebook: notebook.cells.pop(2))
    old = mine.read_bytes()
    for task, message in (
        ("9.1", "The heading `## 9.1 Double it` is not in my"),
        ("9.8", "There is no task 9.8"),
    ):
        status, output = lstm_ref("reset", task)
        assert status == 1 and message in output
    assert mine.read_bytes() == old and not (toy / "my" / "kept").exists()
