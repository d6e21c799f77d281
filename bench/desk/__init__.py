"""How fast the desk is: stores large enough to tell, its first page, its slider, and its load."""
