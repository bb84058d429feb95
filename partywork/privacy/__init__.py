"""What people may know and ask about their own data.

Owns: purposes and legal bases, notices given, requests with their clocks, corrections proposed,
  dossier papers, unmasked exports.
Rules: law 91/2025 and decree 356/2025; two different people for anything unmasked.
Who: everybody their own; the organisation desk the registers; the inspectors the register of
  requests, masked.
Read first: rules.py.
"""
