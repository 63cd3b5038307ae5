"""What the figures mean: the catalogue of indicators, and the one way in which all of them are measured."""
