"""Writes the invented council, through the apps' own actions."""

from waymark.demo.actions.council import InventedAlready, NotInvented, NumbersTaken, OnlyOutsideProduction, generate

__all__ = ["InventedAlready", "NotInvented", "NumbersTaken", "OnlyOutsideProduction", "generate"]
