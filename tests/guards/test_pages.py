"""Every page without its cure, with another seed, and without torch: it notices the first only."""

import pytest

from guards.pages import code_of, cure_fault, key_claims, needs_no_torch, seed_fault, torch_fault
from guards.record import content
from guards.typed_numbers import typed_in_page

OTHER_SEED = 20


def test_a_page_types_no_measured_quantity(page):
    found = [f"{page.name}:{typed.line}: {typed.kind}: {typed.words}" for typed in typed_in_page(page)]
    assert not found, "\n".join(["let the cell that computes it print it:", *found])


def test_a_page_has_key_claims(page):
    assert key_claims(code_of(page)), f"{page.name}: no cell is tagged key-claims"


@pytest.mark.slow
def test_a_page_is_guarded(page_to_run, record_property):
    """All guards in one test, because a page is recorded only when it passed them all."""
    record_property("guarded", (page_to_run.stem, content(page_to_run)))
    claims = key_claims(code_of(page_to_run))
    faults = [cure_fault(page_to_run, claim) for claim in claims] + [seed_fault(page_to_run, OTHER_SEED)]
    if needs_no_torch(page_to_run):
        faults.append(torch_fault(page_to_run))
    assert not any(faults), "\n".join(filter(None, faults))
