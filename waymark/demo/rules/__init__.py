"""The invented council: pure and seeded. It tells lives as events; what they amount to is for others to work out."""
