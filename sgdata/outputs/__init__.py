"""What a figure becomes: sentences, charts, tables for the terminal."""
