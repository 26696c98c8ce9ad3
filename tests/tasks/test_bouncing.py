"""Films, their captions, and what goes on without a net."""

import numpy as np
import pytest

from lstm_ref.tasks.bouncing import HIGH, LOW, SIDE, draw_dots, draw_films, film_caption, fly
from lstm_ref.tasks.film_baselines import LinearFilm, copied, middles, mirrored, straight_on
from lstm_ref.tasks.film_captions import first_and_last, followed, share_exact, usual, whole_captions
from lstm_ref.tasks.fitted_track import captions_of_tracks, fitted_track, simulated


def clean(place, speed, steps):
    places = fly(np.array([place]), np.array([speed]), steps)
    return places, draw_dots(places)


def test_a_dot_turns_round_at_a_wall():
    places, _ = clean([4.0, HIGH - 1.0], [0.5, 0.75], 4)
    np.testing.assert_allclose(places[:, 0, 1], [HIGH - 1, HIGH - 0.25, HIGH - 0.5, HIGH - 1.25])
    np.testing.assert_allclose(places[:, 0, 0], [4, 4.5, 5, 5.5])


def test_the_caption_names_the_walls_in_order():
    assert film_caption(np.array([4.0, 4.0]), np.array([-0.1, 0.1]), 3) == "right up"
    assert (
        film_caption(np.array([LOW + 1, HIGH - 1]), np.array([-0.5, 0.8]), 5) == "right up off right off top"
    )
    assert film_caption(np.array([4.0, LOW + 0.5]), np.array([0.3, -0.9]), 12).startswith(
        "left down off left"
    )


def test_films_have_frames_places_and_captions():
    films = draw_films(np.random.default_rng(0), 5, 7)
    assert films.frames.shape == (7, 5, SIDE, SIDE) and films.places.shape == (7, 5, 2)
    assert len(films.captions) == 5
    assert (films.places >= LOW).all() and (films.places <= HIGH).all()
    np.testing.assert_allclose(middles(films.frames), films.places, atol=0.6)


def test_who_goes_on_how():
    places, frames = clean([4.0, HIGH - 3.0], [0.0, 0.7], 9)
    assert (copied(frames[:3], 2) == frames[2]).all()
    before = straight_on(frames[:3], 2)
    np.testing.assert_allclose(middles(before), places[3:5], atol=0.2)
    after = middles(mirrored(frames[:4], 5))
    np.testing.assert_allclose(after, places[4:], atol=0.4)


def test_a_track_is_found_through_noise_and_walls():
    films = draw_films(np.random.default_rng(3), 40, 12)
    for steps, atol in ((6, 0.25), (12, 0.15)):
        place, speed = fitted_track(films.frames[:steps])
        np.testing.assert_allclose(fly(place, speed, steps), films.places[:steps], atol=atol)
    clear = draw_dots(films.places)
    place, speed = fitted_track(clear, rounds=20)
    np.testing.assert_allclose(fly(place, speed, 12), films.places, atol=0.02)
    assert ((simulated(films.frames[:6], 6) - clear[6:]) ** 2).mean() < 0.001


def test_the_fitted_track_beats_the_quick_rule():
    films = draw_films(np.random.default_rng(4), 150, 12)
    quick, fitted = (
        ((way(films.frames[:6], 6) - draw_dots(films.places[6:])) ** 2).mean()
        for way in (mirrored, simulated)
    )
    assert fitted < 0.3 * quick
    said = captions_of_tracks(films.frames)
    assert share_exact(said, films.captions) > 0.9 > share_exact(followed(films.frames), films.captions)


def test_the_linear_film_learns_a_film_by_heart():
    films = draw_films(np.random.default_rng(1), 4, 5)
    model = LinearFilm(films.frames, 3, 1e-6)
    np.testing.assert_allclose(model(films.frames[:3]), films.frames[3:], atol=1e-3)


def test_rules_in_words():
    _, frames = clean([4.0, HIGH - 2.0], [0.3, 0.8], 6)
    assert followed(frames) == ["right down off right"]
    assert first_and_last(frames) == ["left down"] or first_and_last(frames) == ["right down"]
    assert usual(["a", "b", "b"], 2) == ["b", "b"]
    assert share_exact(["a", "b"], ["a", "c"]) == 0.5


def test_the_regression_says_whole_captions():
    films = draw_films(np.random.default_rng(2), 30, 6)
    assert set(whole_captions(films.frames, films.captions, films.frames, 100.0)) <= set(films.captions)


@pytest.mark.parametrize("steps", [6, 12])
def test_following_a_dot_without_noise_is_mostly_right(steps):
    rng = np.random.default_rng(5)
    films = draw_films(rng, 60, steps)
    assert share_exact(followed(draw_dots(films.places)), films.captions) > 0.7
