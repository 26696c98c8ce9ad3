"""The one exception that a check raises, written to be read by the person whose answer it judges."""

from __future__ import annotations

from lstm_ref.verify.sections import describe_section


class CheckFailed(Exception):
    """An answer that is not right, and what could be found out about it.

    IPython and nbval print only the message, no traceback: nothing in our own lines helps a learner.

    Fields, for programs: `task` (an id), `kind` (``mistake``, ``wrong``, ``shape``, ``type``, ``not-finite``,
    ``exception``, ``time``, ``changed-input``, ``signature``, ``survivors``, ``rejects-correct``,
    ``no-such-task``), `mistake` (the id of a known mistake, or None), `place` (outputs, gates, time steps and
    terms in words, comma-separated, or None), `lead` (the verdict in one line), `details` (the lines below
    it), `hint` and `section` (its label).
    """

    def __init__(
        self,
        lead: str,
        *details: str,
        kind: str = "wrong",
        mistake: str | None = None,
        place: str | None = None,
        hint: str = "",
        section: str = "",
    ) -> None:
        super().__init__(lead)
        self.lead = lead
        self.details = details
        self.kind = kind
        self.mistake = mistake
        self.place = place
        self.hint = hint
        self.section = section
        self.task = ""
        self.title = ""

    def __str__(self) -> str:
        heading = f"{self.task} {self.title}".strip()
        lines = [f"✗ {heading}: {self.lead}" if heading else f"✗ {self.lead}"]
        lines += [f"  {line}" for detail in self.details for line in detail.splitlines()]
        if self.hint:
            lines.append(f"  Hint: {self.hint}")
        if self.section:
            lines.append(f"  Read again: {describe_section(self.section)}")
        return "\n".join(lines)

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()
