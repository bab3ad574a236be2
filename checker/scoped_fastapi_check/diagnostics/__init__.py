"""What is reported: codes, findings, their places, what silences them, and the formats they go out in."""
