"""From the landing page to the first green task, walked in a browser and a terminal as a reader would."""

import subprocess
import sys

import pytest

from first_task import ACTIONS, SECONDS, faults, table, walk
from first_task_steps import Astray, Step, Took, in_the_browser, one, timed
from local_site import served

pytestmark = pytest.mark.browser

ONWARD = '<p class="next-step">Next: <a href="{}">go on</a></p>'
COMMAND = '<div class="next-step">Next: type <code>lstm-ref start 1</code></div>'


@pytest.fixture(scope="module")
def steps(browser, address):
    found = walk(browser, address)
    # A machine that is busy with other tests may be late once; a way that is too slow is late again.
    return walk(browser, address) if faults(found) else found


def test_the_first_green_task_is_at_most_six_actions_away_and_none_is_slow(steps):
    assert faults(steps) == []


def test_the_way_goes_through_the_first_chapter_and_its_exercises_to_a_green_task(steps):
    assert steps[0].where == "Start here"
    assert [step.action.split()[0] for step in steps] == ["click", "click", "type", "open", "write", "type"]
    assert "1.1" in steps[-1].answer and "✓ done" in steps[-1].answer and "Next: 1.2" in steps[-1].answer


def test_the_table_names_every_action_with_its_seconds(steps):
    shown = table(steps)
    assert all(step.action in shown and f"{step.took.seconds:.2f}" in shown for step in steps)
    assert f"{len(steps)} actions" in shown


@pytest.fixture
def site(tmp_path):
    """A site of pages p1, p2, … of which each leads to the next, and the last to a command."""

    def make(pages, **changed):
        for n in range(1, pages + 1):
            step = changed.get(f"p{n}", COMMAND if n == pages else ONWARD.format(f"p{n + 1}.html"))
            name = "index.html" if n == 1 else f"p{n}.html"
            (tmp_path / name).write_text(f"<title>p{n}</title><link rel='icon' href='data:,'>{step}")
        return tmp_path

    return make


def browsed(browser, folder):
    tab = browser.new_page()
    try:
        with served(folder) as address:
            return list(in_the_browser(tab, f"{address}/index.html"))
    finally:
        tab.close()


def test_a_way_of_two_clicks_ends_at_the_command(browser, site):
    *clicks, command = browsed(browser, site(3))
    assert [step.where for step in clicks] == ["p1", "p2"] and command == "lstm-ref start 1"


def test_one_click_more_is_one_too_many(browser, site):
    *clicks, _ = browsed(browser, site(4))
    others = [Step("terminal", "type", Took(1.0), "")] * 4
    assert faults([*clicks[:2], *others]) == []
    assert faults([*clicks, *others]) == [f"{ACTIONS + 1} actions, at most {ACTIONS}"]


ASTRAY = {
    "no next step": ("", "should name one next step and names 0"),
    "two of them": (ONWARD.format("p3.html") * 2, "should name one next step and names 2"),
    "one with two links": (
        '<p class="next-step"><a href="p1.html">a</a> or <a href="p3.html">b</a></p>',
        "leads to 2 pages",
    ),
    "one that nobody sees": (f"<div hidden>{ONWARD.format('p3.html')}</div>", "names 0"),
    "one with two commands": (
        '<p class="next-step">lstm-ref start 1 or lstm-ref start 2</p>',
        "should name one next step and names 2",
    ),
}


@pytest.mark.parametrize("name", ASTRAY)
def test_a_page_without_exactly_one_next_step_ends_the_way(browser, site, name):
    step, message = ASTRAY[name]
    with pytest.raises(Astray, match=message):
        browsed(browser, site(3, p2=step))


def test_an_answer_of_the_terminal_has_one_next_step_too():
    assert one(["Next: open it"], "The answer") == "Next: open it"
    with pytest.raises(Astray, match="The answer should name one next step and names 2"):
        one(["Next: a", "Next: b"], "The answer")


def test_a_slow_step_is_named():
    quick = Step("a", "click", Took(SECONDS), "")
    slow = Step("b", "type `x`", Took(SECONDS + 0.1), "")
    assert faults([quick, slow]) == ["type `x`: 10.1 s, at most 10"]


@pytest.mark.parametrize(("work", "crowded", "late"), [(3, False, True), (3, True, False), (11, True, True)])
def test_on_a_busy_machine_a_steps_own_work_counts(work, crowded, late):
    assert Took(12.0, work, crowded).over(SECONDS) == late


def test_a_command_is_timed_by_the_clock_and_by_its_work():
    spin = "import time; end = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
    took, answer = timed(lambda: subprocess.run([sys.executable, "-c", spin], check=True).args[0])
    assert answer == sys.executable and took.seconds > 0.29 and took.work > 0.29
