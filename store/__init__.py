"""What is kept and what is understood. Knows nothing of Textual."""
