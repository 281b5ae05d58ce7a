"""The press: text, layout and tagged PDF underneath every printed document; it knows nothing of children's rights."""
