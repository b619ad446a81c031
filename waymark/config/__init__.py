"""How the apps are joined into one site."""
