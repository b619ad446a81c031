"""Support from 21: the conversation, stepping down, the yearly offer and coming back."""
