"""Takes the pictures of the page that README shows, over the seed articles, in both languages.

    python tools/page_pictures.py [FOLDER] [--width 1280] [--dark] [--every]

needs the extra telusur[browser] and the Chromium of the system. With `--every` it takes each page,
whole, for whoever looks whether a change of its style is one for the better. The pictures have few
colours, which is all that they need, and are small for it.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from telusur import Library

ROOT = Path(__file__).parents[1]

README_PAGES = {
    "page-results": "/search?q=pengiriman+pasukan+Kursk",
    "page-article": "/article?id=yrgnus2ru63v&q=pengiriman+pasukan+Kursk",
}
MORE_PAGES = {
    "page-home": "/",
    "page-compared": "/search?q=pasukan&compare=Kursk&shares=1&group=country&not_country=VN",
    "page-hints": "/search?q=Kurks+Februari+2025",
    "page-nothing": "/search?q=xyzzy&country=BR",
    "page-saved": "/saved",
    "page-add": "/add",
    "page-refusal": "/nothing",
}

_HEIGHT = 900
_COLOURS = 128


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--every", action="store_true", help="take each page, whole")
    arguments = parser.parse_args()
    pages = {**README_PAGES, **(MORE_PAGES if arguments.every else {})}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        Library.open(Path(folder) / "library", missing="seeds").close()
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        with served(Path(folder)) as address:
            for language, ending in (("en", ".png"), ("id", ".id.png")):
                page = browser.new_page(
                    base_url=address,
                    viewport={"width": arguments.width, "height": _HEIGHT},
                    color_scheme="dark" if arguments.dark else "light",
                    locale=language,
                )
                for name, path in pages.items():
                    page.goto(path)
                    taken = page.screenshot(full_page=arguments.every)
                    save(taken, arguments.folder / (name + ending))
        browser.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the library in a folder within a `with` block, which is given the address."""
    command = [sys.executable, "-m", "telusur", "serve", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--library", str(folder / "library")],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


def save(picture: bytes, file: Path) -> None:
    """Write a PNG with fewer colours.

    Args:
        picture: a PNG.
        file: where to.
    """
    few = Image.open(BytesIO(picture)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


if __name__ == "__main__":
    main()
