"""The till examined from outside: machine, files, database, server and devices, each with words and a way out."""
