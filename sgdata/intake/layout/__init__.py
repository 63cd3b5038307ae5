"""Between a file and its recognition: where in a sheet its tables stand, and what is no row of them."""
