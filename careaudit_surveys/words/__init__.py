"""What do words mean, how long is a text, how hard is it to read?"""
