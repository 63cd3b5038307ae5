"""The pack: a paper for a meeting, made from its agenda, in the form that its readers can open."""
