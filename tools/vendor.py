"""Copy the front-end files we ship from their pinned npm packages and list them with hashes.

Needed only to move to another version: write it in package.json, renew package-lock.json with
`npm install --package-lock-only`, run `python tools/vendor.py`, commit what changed. Running and
testing the product needs no npm.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

TOOLS = Path(__file__).resolve().parent
SHIPPED = TOOLS.parent / "partywork" / "web" / "static" / "vendor"
FOR_TESTS = TOOLS.parent / "tests" / "vendor"
MANIFEST = "MANIFEST.json"

_FONT_FILES = {
    f"files/be-vietnam-pro-{alphabet}-{weight}-normal.woff2": (
        f"be-vietnam-pro/{alphabet}-{weight}.woff2"
    )
    for weight in (400, 600, 700)
    for alphabet in ("latin", "latin-ext", "vietnamese")
}

# Folder -> package -> path in the package -> path in the folder.
WANTED = {
    SHIPPED: {
        "bootstrap": {
            "dist/css/bootstrap.min.css": "bootstrap/bootstrap.min.css",
            "LICENSE": "bootstrap/LICENSE",
        },
        "@fontsource/be-vietnam-pro": _FONT_FILES | {"LICENSE": "be-vietnam-pro/LICENSE"},
    },
    FOR_TESTS: {
        "axe-core": {"axe.min.js": "axe.min.js", "LICENSE": "axe-core-LICENSE"},
    },
}


def main() -> int:
    """Install the pinned packages in a temporary folder and copy what is wanted from them."""
    npm = shutil.which("npm")
    if npm is None:
        print("vendor: npm is missing", file=sys.stderr)
        return 1
    with TemporaryDirectory() as temporary:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(TOOLS / name, temporary)
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit"], cwd=temporary, check=True)
        for folder, packages in WANTED.items():
            refill(folder, packages, Path(temporary) / "node_modules")
    return 0


def refill(folder: Path, packages: dict[str, dict[str, str]], modules: Path) -> None:
    """Replace everything in `folder` by the wanted files and their manifest."""
    shutil.rmtree(folder, ignore_errors=True)
    entries = []
    for package, files in packages.items():
        about = json.loads((modules / package / "package.json").read_text("utf-8"))
        for source, target in files.items():
            copy = folder / target
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(modules / package / source, copy)
            entries.append(
                {
                    "file": target,
                    "name": package,
                    "version": about["version"],
                    "licence": about["license"],
                    "sha256": hashlib.sha256(copy.read_bytes()).hexdigest(),
                }
            )
    entries.sort(key=lambda entry: entry["file"])
    text = json.dumps(entries, indent=2, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
