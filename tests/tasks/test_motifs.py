"""Strings with two motifs: where they stand, the label, and what the rules can see."""

import numpy as np
import pytest

from lstm_ref.tasks import motifs

DRAWN = motifs.strands(np.random.default_rng(2), 800)


def test_each_string_has_its_two_motifs_and_no_other():
    for bases, starts, label in DRAWN:
        assert len(bases) == motifs.LENGTH and set(bases) <= set(motifs.BASES)
        found = sorted(
            (at, motif) for motif in (motifs.FIRST, motifs.SECOND) for at in motifs.places_of(motif, bases)
        )
        assert tuple(at for at, _ in found) == starts and starts[1] - starts[0] >= 5
        assert label == ([motif for _, motif in found] == [motifs.FIRST, motifs.SECOND])


def test_the_shares_are_the_recipes():
    assert abs(np.mean([made.label for made in DRAWN]) - 0.5) < 0.06
    starts = [at for made in DRAWN for at in made.starts]
    assert min(starts) == 0 and max(starts) == motifs.LENGTH - 5


def test_counts_of_the_whole_string_and_of_its_parts():
    assert motifs.kmer_counts("ACAC", [2]) == {"0:AC": 2, "0:CA": 1}
    assert motifs.kmer_counts("ACAC", [2], parts=2) == {"0:AC": 1, "0:CA": 1, "1:AC": 1}


def test_the_best_match_is_that_of_a_convolution():
    bases, kernel = DRAWN[0].bases, motifs.one_hot("TATAA")
    windows = np.lib.stride_tricks.sliding_window_view(motifs.one_hot(bases), (5, 4))[:, 0]
    assert motifs.best_match("TATAA", bases) == np.einsum("tij,ij->t", windows, kernel).max()


def test_presence_is_as_good_as_a_rule_without_order_can_be():
    right = np.mean([motifs.presence(made.bases) == made.label for made in DRAWN])
    assert abs(right - motifs.order_blind_best()) < 0.05


def test_numbers_leave_zero_for_padding():
    assert motifs.base_numbers("TACG").tolist() == [4, 1, 2, 3]


def test_two_motifs_need_room():
    with pytest.raises(ValueError, match="at least 10"):
        motifs.strand(np.random.default_rng(0), 9)
    assert len(motifs.strand(np.random.default_rng(0), 10).bases) == 10
