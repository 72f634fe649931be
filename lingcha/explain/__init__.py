"""Says where a published figure comes from: its sentence, formula, rows and submissions."""
