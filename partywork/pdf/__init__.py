"""Official papers as PDF.

Owns: the renderer, the style sheet of Party documents, the bundled fonts.
Rules: a template gets one frozen page; nothing is fetched; same page, same bytes.
Who: services and jobs of the packages that issue papers.
Read first: renderer.py, party_document.css.
"""
