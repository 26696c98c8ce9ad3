"""Two processes with half of the batch each find the gradients that one process finds on the whole."""

import subprocess
import sys

import pytest
import torch

from lstm_ref.torch import parallel

LAUNCH = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--local-addr", "127.0.0.1"]
SCRIPT = """
import sys
import torch, torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel
from lstm_ref.torch.parallel import Adder, part_of, process_group

with process_group():
    whole = torch.load(sys.argv[1])
    own = (dist.get_rank(), dist.get_world_size())
    adder = Adder(4, torch.Generator().manual_seed(0))
    adder.lstm.path = "own"
    module = DistributedDataParallel(adder)
    predictions = module(part_of(whole["xs"], 1, *own))
    torch.nn.functional.mse_loss(predictions, part_of(whole["targets"], 0, *own)).backward()
    found = {name: p.grad for name, p in module.module.named_parameters()}
    torch.save(found, sys.argv[1] + f".{own[0]}")
"""


@pytest.fixture
def environment(root, monkeypatch):
    for name in (*parallel.FROM_TORCHRUN, "GROUP_RANK", "ROLE_RANK", "LOCAL_WORLD_SIZE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONPATH", str(root))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    monkeypatch.chdir(root)


def launched(processes, *command):
    """What `processes` processes print that run the script or module `command`."""
    full = [*LAUNCH, "--nproc-per-node", str(processes), *map(str, command)]
    done = subprocess.run(full, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_two_processes_find_the_gradients_of_one(tmp_path, environment):
    draw = torch.Generator().manual_seed(1)
    xs, targets = torch.randn(7, 6, 2, generator=draw), torch.randn(6, generator=draw)
    script, data = tmp_path / "script.py", tmp_path / "data.pt"
    script.write_text(SCRIPT)
    torch.save({"xs": xs, "targets": targets}, data)
    launched(2, script, data)
    alone = parallel.Adder(4, torch.Generator().manual_seed(0))
    torch.nn.functional.mse_loss(alone(xs), targets).backward()
    for rank in (0, 1):
        found = torch.load(f"{data}.{rank}")
        assert len(found) == 5
        for name, parameter in alone.named_parameters():
            torch.testing.assert_close(found[name], parameter.grad, rtol=1e-4, atol=1e-6)


@pytest.mark.slow
def test_the_script_prints_the_same_losses_for_one_process_and_for_two(environment):
    command = ("-m", "lstm_ref.torch.parallel", "--updates", "4", "--batch", "6", "--steps", "24")
    one, two = (launched(processes, *command).splitlines() for processes in (1, 2))
    assert one[0] == "1 processes on cpu" and two[0] == "2 processes on cpu"
    assert [line.split(":")[0] for line in two[1:]] == [f"update {update:4d}" for update in (1, 2, 3, 4)]
    losses = [[float(line.split()[-1]) for line in lines[1:]] for lines in (one, two)]
    assert losses[0] == pytest.approx(losses[1], abs=2e-4) and len(set(losses[0])) > 1


def test_without_torchrun_the_error_says_how_to_start(environment, capsys):
    with pytest.raises(parallel.LaunchError, match=r"RANK, .* not set: start this with\n.*torchrun"):
        with parallel.process_group():
            pass
    with pytest.raises(SystemExit) as stopped:
        parallel.main([])
    assert stopped.value.code == 2 and "torchrun --nproc-per-node 2" in capsys.readouterr().err


def test_a_process_without_a_gpu_of_its_own_is_told(environment, monkeypatch):
    for name in parallel.FROM_TORCHRUN:
        monkeypatch.setenv(name, "1")
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    with pytest.raises(parallel.LaunchError, match="process 1 has no GPU of its own: this machine has 1"):
        with parallel.process_group():
            pass


def test_the_parts_make_up_the_whole_and_are_equal():
    whole = torch.arange(24).reshape(2, 6, 2)
    parts = [parallel.part_of(whole, 1, rank, 3) for rank in range(3)]
    assert torch.equal(torch.cat(parts, dim=1), whole)
    with pytest.raises(ValueError, match="batch: expected a multiple of 4, the number of processes, got 6"):
        parallel.part_of(whole, 1, 0, 4)
