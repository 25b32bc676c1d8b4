"""How the portal runs: embedded servers, the process tree of `manage.py up`, database roles, start-up checks."""
