"""What is offered from 21, when, and what counts as an answer. Pure."""
