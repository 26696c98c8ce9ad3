"""The package behind *The LSTM, Built by Repair*: recurrent cells, their gradients, and how we check them."""
