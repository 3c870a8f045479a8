"""What people write, in lines, forms and files, read into values. It guesses nothing: what is in doubt is said."""
