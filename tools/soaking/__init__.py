"""A person's long day in a real terminal, sped up: does the program stay as light and as quick as in its first hour?"""
