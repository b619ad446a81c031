"""An invented council, made of events."""
