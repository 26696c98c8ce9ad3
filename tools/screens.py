"""Write a picture of every page to _build/screens/: desktop and phone width, light and dark."""

from __future__ import annotations

import sys
from pathlib import Path

from tqdm import tqdm

from local_site import SITE, chromium, pages, served

SCREENS = SITE.parent / "screens"
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}


def main() -> int:
    if not (SITE / "index.html").exists():
        print("No site to look at yet: build it first with `make book`.", file=sys.stderr)
        return 1
    SCREENS.mkdir(parents=True, exist_ok=True)
    views = [(page, device, scheme) for page in pages() for device in WIDTHS for scheme in ("light", "dark")]
    with served() as address, chromium() as browser:
        for page, device, scheme in tqdm(views, file=sys.stdout):
            width, height = WIDTHS[device]
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=1
            )
            tab = context.new_page()
            tab.goto(f"{address}/{page}", wait_until="networkidle")
            tab.evaluate("document.querySelectorAll('img').forEach(image => { image.loading = 'eager' })")
            tab.wait_for_load_state("networkidle")  # pictures further down, which wait for a reader
            name = f"{Path(page).with_suffix('').as_posix().replace('/', '-')}-{device}-{scheme}.png"
            tab.screenshot(path=SCREENS / name, full_page=True)
            context.close()
    print(f"Pictures of {len(pages())} pages: {SCREENS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
