#!/bin/sh
# Make the pictures of the user guide: walk the journeys, then the demo, in a browser and keep the
# pages it shows.
set -eu
cd "$(dirname -- "$(readlink -f -- "$0")")/.."
taken=$(mktemp -d)
running=
trap '[ -z "$running" ] || kill "$running"; rm -rf "$taken"' EXIT
port=8797

if [ $# -gt 0 ]; then
    cp "$1"/*.png "$taken"  # pictures taken before
else
    PARTYWORK_SCREENSHOTS=$taken .venv/bin/python -m pytest \
        tests/journeys/test_first_path.py tests/journeys/test_whole_life.py \
        tests/journeys/test_register.py -k sqlite -q -p no:cacheprovider
    PYTHONPATH=. .venv/bin/python -m partywork demo --port "$port" --data "$taken/demo" &
    running=$!
    PYTHONPATH=. .venv/bin/python tools/demo_pictures.py "http://127.0.0.1:$port" "$taken"
fi

.venv/bin/python - "$taken" docs/huong-dan/anh <<'END'
import sys
from pathlib import Path

from PIL import Image

WANTED = """thang-nay-1280 thang-nay-360 moi-hop-1280 diem-danh-1280 ghi-bien-ban-1280
bieu-quyet-1280 bien-ban-1280 nghi-quyet-1280 bao-cao-1280 theo-doi-1280 xem-bao-cao-1280
tra-cuu-360 danh-sach-1280 tron-doi-1280 ghi-su-kien-1280 ho-so-ket-nap-1280
chuyen-sinh-hoat-1280 huy-hieu-1280 so-thu-dang-phi-1280 kiem-tra-1280
phong-hop-1280 phong-hop-dang-vien-360 kiem-phieu-1280 van-ban-moi-1280 lich-chi-bo-1280
kien-nghi-1280 chat-luong-nam-1280 so-tay-1280 trich-sao-1280""".split()
LARGEST = 120_000

taken, kept = Path(sys.argv[1]), Path(sys.argv[2])
kept.mkdir(parents=True, exist_ok=True)
for name in WANTED:
    picture = Image.open(taken / f"{name}.png").convert("RGB").quantize(96, dither=0)
    picture.save(kept / f"{name}.png", optimize=True)
    size = (kept / f"{name}.png").stat().st_size
    print(f"{name}.png: {size // 1000} KB")
    if size >= LARGEST:
        sys.exit(f"{name}.png is too large: {size} bytes")
END
