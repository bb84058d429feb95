"""Runs every package's jobs in one process of its own.

Owns: the table of job runs.
Rules: a job runs once a period, missed periods are made up once, two schedulers never run one job.
Who: the system actor.
Read first: service.py.
"""
