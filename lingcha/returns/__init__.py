"""What goes back to the counties: their own workbooks with wrong cells marked, and a summary per unit."""
