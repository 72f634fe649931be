"""The official layout of a form as an Excel sheet: blank for counties, filled for the sample city."""
