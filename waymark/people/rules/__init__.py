"""What the words in a young person's record mean, who is likely to be the same person, and how names are matched."""
