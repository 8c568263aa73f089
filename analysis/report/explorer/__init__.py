"""The explorer of notebook 00: an article to choose, whose words, hedged or not, a word to look for; and what is found, each row linked to its place."""
