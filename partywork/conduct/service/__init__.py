"""Use cases of commendations, discipline, prompts and registers."""
