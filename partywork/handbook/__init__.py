"""What is carried over to Sổ tay đảng viên điện tử: named files, a text to copy, two clocks.

Owns: when the papers of a meeting were posted there. Rules: the clocks, the names of files. Who:
the officers of the cell; the committee above sees who is late. Read first: service/packs.py.

Sổ tay đảng viên is the national system; this package prepares what people upload there by hand,
and neither replaces it nor speaks to it.
"""
