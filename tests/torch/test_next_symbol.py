"""The net of chapter 11 that predicts the next symbol of Reber streams."""

import math

import numpy as np
import torch

from lstm_ref.tasks.reber import SYMBOLS
from lstm_ref.torch import fit
from lstm_ref.torch.next_symbol import NextSymbol, next_symbol_loss, symbol_batches


def test_a_fresh_net_guesses_and_a_trained_one_does_better():
    torch.manual_seed(0)
    net = NextSymbol(12)
    losses = fit(next_symbol_loss, net, symbol_batches(np.random.default_rng(0), 80), lr=2e-2)
    assert abs(losses[0] - math.log(len(SYMBOLS))) < 0.2 and losses[-1] < 0.9


def test_a_token_is_predicted_from_those_before_it_alone():
    torch.manual_seed(0)
    net, ((tokens,),) = NextSymbol(5), symbol_batches(np.random.default_rng(0), 1, steps=8, streams=3)
    other = tokens.clone()
    other[5:] = (other[5:] + 1) % len(SYMBOLS)
    assert torch.equal(net(tokens)[:5], net(other)[:5]) and not torch.equal(net(tokens), net(other))
    assert net(tokens).shape == (8, 3, len(SYMBOLS)) and next_symbol_loss(net, tokens).shape == ()
