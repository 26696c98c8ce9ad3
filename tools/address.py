"""Where the course is published, and the links that follow from it: `repository` in _config.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import yaml

# Colab opens GitHub's notebooks only, so that another host would have half of the buttons.
URL = re.compile(r"https://github\.com/(?P<owner>[\w-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?")
BRANCH = re.compile(r"[\w./-]+")  # it is part of a command in the notebooks


class BadAddress(ValueError):
    """What _config.yml gives as the repository's address is not one."""


@dataclass(frozen=True)
class Address:
    """A repository on GitHub and the branch that readers get."""

    owner: str
    name: str
    branch: str

    @property
    def url(self) -> str:
        return f"https://github.com/{self.owner}/{self.name}"

    def colab(self, notebook: str) -> str:
        """Where Colab opens a notebook, named as it lies in the repository."""
        return (
            f"https://colab.research.google.com/github/{self.owner}/{self.name}"
            f"/blob/{quote(self.branch)}/{quote(notebook)}"
        )

    def binder(self, notebook: str) -> str:
        """Where Binder opens a notebook, in an environment made from .binder/."""
        branch = quote(self.branch, safe="")
        return f"https://mybinder.org/v2/gh/{self.owner}/{self.name}/{branch}?" + urlencode(
            {"urlpath": f"lab/tree/{notebook}"}
        )

    def report(self, page: str) -> str:
        """A new issue that names the page already."""
        body = f"Page: {page}\n\nWhat it says:\n\nWhat it should say, and how you know:\n"
        return f"{self.url}/issues/new?" + urlencode({"title": f"Mistake on {page}", "body": body})


def address_of(root: Path) -> Address | None:
    """The public address that `root`/_config.yml gives, or None where it gives none.

    Raises:
        BadAddress: `repository.url` is not a repository on GitHub, or `repository.branch` no branch or tag.
    """
    file = root / "_config.yml"
    settings = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {}
    repository = (settings or {}).get("repository") or {}
    url, branch = repository.get("url"), repository.get("branch", "main")
    if not url:
        return None
    parts = URL.fullmatch(str(url))
    if not parts:
        raise BadAddress(f"_config.yml: repository.url is {url!r}; expected https://github.com/OWNER/NAME")
    if not BRANCH.fullmatch(str(branch or "")):
        raise BadAddress(
            f"_config.yml: repository.branch is {branch!r}; expected a branch or tag, such as main"
        )
    return Address(parts["owner"], parts["name"], str(branch))
