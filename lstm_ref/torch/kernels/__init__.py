"""Our own GPU kernels, in Triton. Imports without Triton; a call raises `KernelError` where none can run."""

from lstm_ref.torch.kernels.available import KernelError as KernelError
from lstm_ref.torch.kernels.available import why_not as why_not
from lstm_ref.torch.kernels.choose import Choice as Choice
from lstm_ref.torch.kernels.choose import choose_kernel as choose_kernel
from lstm_ref.torch.kernels.layer import KernelLSTM as KernelLSTM
from lstm_ref.torch.kernels.layer import kernel_lstm as kernel_lstm
