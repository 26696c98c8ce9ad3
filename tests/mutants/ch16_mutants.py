"""Chapter 16: faults that no list names, and right answers written in other ways."""

import numpy as np

from lstm_ref.numpy import ReadoutParams, readout

MUTANTS = {
    "16.1": [
        ("negator-shuts", "inside = True", "inside = at % 2 == 0", "effects"),
        ("starts-inside", "inside, effects = False", "inside, effects = True", "effects"),
        ("doubled-in-scope", "(-1 if inside", "(-2 if inside", "effects"),
        ("halved-outside", "if inside else 1)", "if inside else 0.5)", "effects"),
        ("turned-outside", "(-1 if inside else 1)", "(1 if inside else -1)", "effects"),
        ("others-count-one", "polarity.get(word, 0.0)", "polarity.get(word, 1.0)", "effects"),
        ("bad-words-lost", "polarity.get(word, 0.0)", "max(polarity.get(word, 0.0), 0.0)", "effects"),
        ("size-lost-in-scope", "(-1 if inside else 1)", "(-1 if inside else 2)", "effects"),
        ("one-late", "effects[at] =", "effects[at - 1] =", "effects"),
        ("summed-up", "return effects", "return np.cumsum(effects)", "effects"),
        ("turned-round", "return effects", "return effects[::-1]", "effects"),
        (
            "last-lost",
            "return effects",
            "return effects * (np.arange(len(words)) < len(words) - 1)",
            "effects",
        ),
        ("first-lost", "return effects", "return effects * (np.arange(len(words)) > 0)", "effects"),
        ("full-stops-go-on", "if word in ends:", "if word in ends and word != '.':", "effects"),
        ("never-unseen", "elif word in negators:", "elif word in negators and word != 'never':", "effects"),
        ("hardly-unseen", "elif word in negators:", "elif word in negators and word != 'hardly':", "effects"),
        ("some-negators-written-in", "word in negators", "word in ('not', 'nor', 'never')", "effects"),
        ("ends-by-heart", "if word in ends:", "if word in ('but', ',', '.', ';'):", "effects"),
        ("long-ends-alone", "if word in ends:", "if word in ends and len(word) > 1:", "effects"),
        ("bold-unseen", "polarity.get(word, 0.0)", "polarity.get(word, 0.0) * (word != 'bold')", "effects"),
        ("only-but-ends", "if word in ends:", "if word == 'but':", "effects"),
    ],
    "16.2": [
        ("two-early", "hs[lengths - 1", "hs[lengths - 3", "logits"),
        ("longest-of-all", "hs[lengths - 1, texts]", "hs[lengths.max() - 1, texts[::-1]]", "logits"),
        ("lengths-turned", "hs[lengths - 1", "hs[lengths[::-1] - 1", "logits"),
        ("texts-turned", "lengths - 1, texts]", "lengths - 1, texts[::-1]]", "logits"),
        ("second-text-for-all", "lengths - 1, texts]", "lengths - 1, 0 * texts + 1]", "logits"),
        ("from-the-end", "hs[lengths - 1", "hs[-lengths", "logits"),
        ("last-length-for-all", "hs[lengths - 1", "hs[0 * lengths + lengths[-1] - 1", "logits"),
        ("weight-squashed", "last @ weight.T", "last @ np.tanh(weight.T)", "logits"),
        ("below-zero-cut", "last @ weight.T", "np.maximum(last, 0) @ weight.T", "logits"),
        ("bias-with-minus", "weight.T + bias", "weight.T - bias", "logits"),
        ("bias-twice", "weight.T + bias", "weight.T + 2 * bias", "logits"),
        ("bias-turned", "weight.T + bias", "weight.T + bias[::-1]", "logits"),
        (
            "smallest-so-far",
            "hs[lengths - 1, texts]",
            "np.minimum.accumulate(hs)[lengths - 1, texts]",
            "logits",
        ),
        ("classes-turned", "return last @ weight.T", "return last @ weight[::-1].T", "logits"),
    ],
    "16.3": [
        ("third-last", "moves[-1] if moves", "moves[-3:][0] if moves", "places"),
        ("smallest", "moves[-1] if moves", "min(moves) if moves", "places"),
        ("places-named", "moves[-1] if moves", "len(moves) if moves", "places"),
        ("unknown-is-minus-two", "else -1", "else -2", "places"),
        ("unknown-is-who", "else -1", "else who", "places"),
        ("other-people", "person == who", "person != who", "places"),
        ("not-earlier-people", "person == who", "person >= who", "places"),
        ("not-later-people", "person == who", "person <= who", "places"),
        ("place-one-lost", "place >= 0", "place > 1", "places"),
        ("first-line-lost", "in lines if", "in lines[1:] if", "places"),
        ("last-line-lost", "in lines if", "in lines[:-2] if", "places"),
        ("people-turned", "in asked", "in asked[::-1]", "places"),
        ("people-sorted", "in asked", "in sorted(asked)", "places"),
        ("one-more", "np.array(places)", "np.array(places) + 1", "places"),
        ("first-answer-for-all", "np.array(places)", "np.full(len(asked), places[0])", "places"),
    ],
}


def effects_by_pieces(words, polarity, negators, ends):
    found, piece = [], []
    for word in words:
        if word in ends:
            piece = []
        sign = -1.0 if set(piece) & set(negators) else 1.0
        found.append(sign * polarity.get(word, 0))
        piece.append(word)
    return np.array(found)


def effects_by_looking_back(words, polarity, negators, ends):
    def sign(at):
        for word in reversed(words[:at]):
            if word in ends:
                return 1
            if word in negators:
                return -1
        return 1

    return np.array([polarity.get(word, 0.0) * sign(at) for at, word in enumerate(words)])


def effects_by_numbers(words, polarity, negators, ends):
    at = np.arange(len(words))
    opened = np.maximum.accumulate(np.where([word in negators for word in words], at, -1))
    shut = np.maximum.accumulate(np.where([word in ends for word in words], at, -1))
    return np.where(opened > shut, -1.0, 1.0) * [polarity.get(word, 0.0) for word in words]


def answer_in_a_loop(hs, lengths, weight, bias):
    return np.array([weight @ hs[length - 1, at] + bias for at, length in enumerate(lengths)])


def answer_after_all_steps(hs, lengths, weight, bias):
    logits = readout(ReadoutParams(weight, bias), hs)
    return np.take_along_axis(logits, (lengths - 1)[None, :, None], axis=0)[0]


def answer_with_a_mask(hs, lengths, weight, bias):
    mask = np.arange(len(hs))[:, None] == lengths - 1
    return np.einsum("tbh,tb,kh->bk", hs, mask.astype(float), weight) + bias


def places_by_a_dict(lines, asked):
    now = {}
    for person, place in lines:
        if place != -1:
            now[int(person)] = int(place)
    return np.array([now.get(int(who), -1) for who in asked])


def places_from_the_end(lines, asked):
    def one(who):
        return next((int(place) for person, place in lines[::-1] if person == who and place > -1), -1)

    return np.array([one(who) for who in asked])


def places_by_masks(lines, asked):
    moves = lines[lines[:, 1] >= 0]
    said = moves[:, 0][:, None] == asked
    at = len(moves) - 1 - said[::-1].argmax(0)
    return np.where(said.any(0), moves[at, 1], -1)


VARIANTS = {
    "16.1": [effects_by_pieces, effects_by_looking_back, effects_by_numbers],
    "16.2": [answer_in_a_loop, answer_after_all_steps, answer_with_a_mask],
    "16.3": [places_by_a_dict, places_from_the_end, places_by_masks],
}
