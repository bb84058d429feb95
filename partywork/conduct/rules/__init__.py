"""The rules of discipline, of prompts, of residence duty and of the yearly commitment."""
