"""Stories of moves: what a question's answer and distance are, the rules, and what goes into a net."""

import numpy as np
import pytest
import torch

from lstm_ref.tasks import stories, story_answers
from lstm_ref.tasks.judge import NO_ANSWER, Judge


@pytest.fixture
def drawn():
    rng = np.random.default_rng(5)
    return [stories.story(rng, 30, sitters=k % 3) for k in range(40)]


def test_an_answer_is_the_last_place_and_its_distance_is_counted_in_lines(drawn):
    for before, line in story_answers.asked(drawn):
        moves = [at for at, told in enumerate(before) if told.kind == "move" and told.person == line.person]
        assert before[moves[-1]].place == line.place
        assert len(before) - moves[-1] == line.distance


def test_sitters_move_once(drawn):
    for story in drawn[2::3]:
        movers = [line.person for line in story if line.kind == "move"]
        assert all(movers.count(who) == 1 for who in movers[:2])


def test_the_rule_of_one_line_is_always_right_and_the_hurried_one_is_not(drawn):
    assert story_answers.score_rule(stories.last_move_of, drawn).overall() == 1
    hurried = story_answers.score_rule(stories.last_place, drawn)
    near, *_, far = [share for share in hurried.by_band() if share == share]
    assert near > 0.7 and far < 0.5


def test_tensors_hold_a_target_at_the_questions_alone(drawn):
    tokens, targets = story_answers.as_tensors(drawn)
    assert tokens.shape == (30, 40, stories.WIDTH) and targets.shape == (30, 40)
    for b, story in enumerate(drawn):
        for t, line in enumerate(story):
            assert int((tokens[t, b] > 0).sum()) == len(line.words)
            wanted = stories.PLACES.index(line.place) if line.kind == "question" else NO_ANSWER
            assert targets[t, b] == wanted


def test_a_net_is_scored_question_by_question(drawn):
    torch.manual_seed(1)
    net = Judge(len(stories.VOCABULARY), 6, len(stories.PLACES))
    scores = story_answers.score_net(net, drawn)
    pairs = story_answers.asked(drawn)
    assert [line.distance for _, line in pairs] == scores.distance.tolist()
    with torch.no_grad():
        for (before, line), right in list(zip(pairs, scores.right, strict=True))[::17]:
            tokens = torch.from_numpy(stories.word_numbers([*before, line]))[:, None]
            assert (stories.PLACES[int(net(tokens)[-1, 0].argmax())] == line.place) == right


def test_beliefs_are_answers_to_a_copy_of_the_state(drawn):
    torch.manual_seed(1)
    net, story = Judge(len(stories.VOCABULARY), 6, len(stories.PLACES)), drawn[0][:7]
    believed = story_answers.beliefs(net, story)
    assert believed.shape == (7, len(stories.PEOPLE), len(stories.PLACES))
    asked = [*story[:4], stories.question("anna")]
    with torch.no_grad():
        wanted = net(torch.from_numpy(stories.word_numbers(asked))[:, None])[-1, 0].softmax(-1)
    np.testing.assert_allclose(believed[3, stories.PEOPLE.index("anna")], wanted, rtol=1e-5)


def test_whereabouts_and_bags_follow_the_moves():
    move = stories.Line("move", "anna", ("anna", "ran", "to", "the", "attic"), "attic")
    aside = stories.Line("aside", "anna", ("anna", "read", "a", "book"))
    other = stories.Line("move", "paul", ("paul", "went", "to", "the", "cellar"), "cellar")
    assert story_answers.whereabouts([aside, move, other]) == [
        {}, {"anna": "attic"}, {"anna": "attic", "paul": "cellar"}
    ]  # fmt: skip
    assert story_answers.story_bag([aside, move, other], "paul") == ("attic", "cellar", "asked cellar")


def test_the_bag_is_better_than_chance_and_worse_than_the_rule(drawn):
    share = story_answers.fit_bag(drawn[:30], drawn[30:35])(drawn[35:])
    assert 0.3 < share < 1


@pytest.mark.parametrize("arguments", [(0, 0), (5, 4), (5, -1)])
def test_what_cannot_be_told_is_refused(arguments):
    with pytest.raises(ValueError, match="expected"):
        stories.story(np.random.default_rng(0), *arguments)
